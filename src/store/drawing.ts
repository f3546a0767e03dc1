// The drawing and its newest prediction: the drawing is scored when it changes, and again when the model does.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client.ts';
import type { PendingRequests, RequestFailedError } from './pending.ts';
import { NO_DRAWING, type AppState, type DrawingState } from './state.ts';

/** Takes the drawing to classify, or null for none; `lines`: before it was filled. */
export type Draw = (pixels: Uint8Array | null, lines?: Uint8Array | null) => void;

export function createDrawing(store: StoreApi<AppState>, client: Client, pending: PendingRequests): Draw {
  // One prediction is under way at a time. When it ends, the drawing is sent again if it or the model has changed.
  let sent: Uint8Array | null = null;
  let predicting = false;
  let stale = false;
  const predict = async (): Promise<void> => {
    stale = true;
    if (predicting) return;
    predicting = true;
    while (stale) {
      stale = false;
      const { pixels, lines } = store.getState().drawing;
      if (!pixels) break;
      const { id, answer } = pending.open('prediction');
      client.send({ type: 'predict', id, pixels, lines, fresh: pixels !== sent });
      sent = pixels;
      const drawing = await answer.then(
        (prediction): DrawingState => {
          const { probabilities, step } = prediction ?? NO_DRAWING;
          return { ...NO_DRAWING, pixels, lines, probabilities, step };
        },
        (error: RequestFailedError): DrawingState => ({ ...NO_DRAWING, pixels, lines, error: error.message }),
      );
      if (store.getState().drawing.pixels === pixels) store.setState({ drawing });
    }
    predicting = false;
  };
  store.subscribe((state, before) => {
    const modelChanged = (['step', 'phase', 'editVersion'] as const).some(
      (key) => state.run[key] !== before.run[key],
    );
    if (modelChanged && state.drawing.pixels) void predict();
  });
  return (pixels, lines = null) => {
    // The last prediction stays until the next one comes, so that the numbers do not blink while a person draws.
    store.setState(({ drawing }) => ({
      drawing: pixels ? { ...drawing, pixels, lines } : NO_DRAWING,
    }));
    if (pixels) void predict();
  };
}
