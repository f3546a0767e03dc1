// What went wrong, as the page is told it.

import { CodeLoadError } from '../base/load-code.ts';
import type { DeviceReport, Failure } from '../contract/messages.ts';
import { DataError } from '../dataset/fetch-shards.ts';
import { DeviceLostError } from '../engine/engine.ts';
import type { ResumableRun } from './checkpoint/checkpoint.ts';

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

/** `report`: of the engine that was at work, `made` once it was there; `run`: what can go on. */
export function failureOf(
  error: unknown,
  report: DeviceReport | null,
  made = false,
  run: ResumableRun | null = null,
): Failure {
  if (error instanceof DataError) {
    const { file, reason, status } = error;
    return { kind: 'data', file, reason, ...(status !== undefined && { status }) };
  }
  const message = messageOf(error);
  if (error instanceof CodeLoadError) return { kind: 'worker', reason: 'not-loaded', message };
  if (!report) return { kind: 'worker', reason: 'stopped', message };
  const { chosen: engine, trials } = report;
  const reason = error instanceof DeviceLostError ? 'lost' : made ? 'error' : 'unavailable';
  const proven = trials
    .filter((trial) => trial.verdict === 'proven' && trial.engine !== engine)
    .map((trial) => trial.engine);
  // Where only this one was asked for, no other was tried: one that needs no GPU is proven when it is taken.
  const others =
    proven.length > 0 ? proven : [engine === 'wasm' ? ('reference' as const) : ('wasm' as const)];
  const resumable = run && { step: run.checkpoint.step };
  return { kind: 'engine', engine, reason, message, others, ...(resumable && { resumable }) };
}
