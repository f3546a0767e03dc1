import { expect, test } from 'vitest';
import type { WorkerEvent } from '../../contract/messages.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import { createDataset } from '../../dataset/dataset.ts';
import type { Engine } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { config, engineWith } from '../session.fixture.ts';
import { Inspector } from './inspector.ts';

/** The answer about an empty image before any run, from an engine with these calls. */
async function answer(replaced: Partial<Engine>): Promise<WorkerEvent> {
  const events: WorkerEvent[] = [];
  const inspector = new Inspector({
    emit: (event) => void events.push(event),
    createEngine: async (_, spec) => engineWith(createReferenceEngine(spec), replaced),
  });
  const image = { kind: 'pixels', pixels: new Uint8Array(IMAGE_PIXELS) } as const;
  const sources = { current: () => null, configured: config, dataset: createDataset() };
  await inspector.inspect({ id: 4, image, step: null, occlusion: false }, sources);
  return events[0]!;
}

test('the network that a run would start from is shown', async () => {
  expect(await answer({})).toMatchObject({ type: 'inspected', id: 4, step: 0 });
});

test('a network whose outputs are not finite is no model', async () => {
  const predict = async () => new Float32Array(10).fill(NaN);
  expect(await answer({ predict })).toEqual({ type: 'refused', id: 4, reason: 'no-model' });
});
