// Turns an error into the failure that the page shows.

import { messageOf } from '../base/errors.ts';
import { CodeLoadError } from '../base/load-code.ts';
import type { DeviceReport } from '../contract/device.ts';
import type { Failure } from '../contract/messages.ts';
import { DataError } from '../dataset/fetch-shards.ts';
import { DeviceLostError } from '../engine/engine.ts';
import type { ResumableRun } from './checkpoint/checkpoint.ts';

/** `report`: null where no engine is to blame, as before one was chosen; `started`: whether that engine was created; `run`: what can be resumed. */
export function failureOf(
  error: unknown,
  report: DeviceReport | null,
  started = false,
  run: ResumableRun | null = null,
): Failure {
  const resumable = run && { step: run.checkpoint.step };
  if (error instanceof DataError) {
    const { file, reason, status } = error;
    return {
      kind: 'data',
      file,
      reason,
      ...(status !== undefined && { status }),
      ...(resumable && { resumable }),
    };
  }
  const message = messageOf(error);
  if (error instanceof CodeLoadError) return { kind: 'worker', reason: 'not-loaded', message };
  if (!report) return { kind: 'unexpected', message };
  const { chosen: engine, trials } = report;
  const reason = error instanceof DeviceLostError ? 'lost' : started ? 'error' : 'unavailable';
  const proven = trials
    .filter((trial) => trial.verdict === 'proven' && trial.engine !== engine)
    .map((trial) => trial.engine);
  // When one engine was requested, no other was tried: an engine without a GPU is offered, and tried when it is chosen.
  const others =
    proven.length > 0 ? proven : [engine === 'wasm' ? ('reference' as const) : ('wasm' as const)];
  return { kind: 'engine', engine, reason, message, others, ...(resumable && { resumable }) };
}
