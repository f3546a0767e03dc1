// A result that is handed in with a link: another page trains the same run again and compares. Only the wasm engine gives the
// same bits on every machine.

import type { RunConfig } from './config.ts';
import type { TestResult } from './metrics.ts';
import { isRepeatable, type RepeatFacts } from './run-file.ts';
import { formatLink, SHOWN_LENGTH, type LinkNotice } from './url.ts';

const DIGEST_LENGTH = 16;
const PATTERN = /^(\d{1,6})-([0-9a-f]{16})$/;

export interface HandIn {
  /** Test images that were classified correctly. */
  correct: number;
  /** The first 16 hexadecimal digits of SHA-256 over the predicted classes and their probabilities. */
  digest: string;
}

/** Whether a run can be handed in: its link repeats it, and its only engine gives the same bits on every machine. */
export function canHandIn(run: RepeatFacts & { mixed: boolean; result: TestResult | null }): boolean {
  return run.result?.engine === 'wasm' && !run.mixed && isRepeatable(run);
}

/** The search string of a run with its result. */
export function handInLink(config: RunConfig, handIn: HandIn): string {
  return withHandIn(formatLink(handInConfig(config)), handIn);
}

/** `link`, a search string, with a result. */
export function withHandIn(link: string, { correct, digest }: HandIn): string {
  return `${link === '' ? '?' : `${link}&`}handin=${correct}-${digest}`;
}

/** Whether two configurations are of the same run, so that their results can be compared. */
export function isSameRun(one: RunConfig, other: RunConfig): boolean {
  return formatLink(handInConfig(one)) === formatLink(handInConfig(other));
}

/** The configuration that a handed-in run is trained with again. The number of threads changes no bit. */
export function handInConfig(config: RunConfig): RunConfig {
  return { ...config, engine: 'wasm', threads: 0 };
}

/** What a search string hands in; null for nothing, with a notice where it can't be read. */
export function readHandIn(search: string): { handIn: HandIn | null; notices: LinkNotice[] } {
  const text = new URLSearchParams(search).get('handin');
  if (text === null) return { handIn: null, notices: [] };
  const [, correct, digest] = PATTERN.exec(text) ?? [];
  if (correct !== undefined && digest !== undefined) {
    return { handIn: { correct: Number(correct), digest }, notices: [] };
  }
  const value = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  return { handIn: null, notices: [{ kind: 'unreadable-result', key: 'handin', value }] };
}

/** The bytes whose SHA-256 a hand-in has: a byte for each predicted class, then their probabilities, float32 little-endian. */
export function handInBytes({
  predicted,
  confidence,
}: Pick<TestResult, 'predicted' | 'confidence'>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(predicted.length + 4 * confidence.length);
  bytes.set(predicted);
  const view = new DataView(bytes.buffer);
  confidence.forEach((value, i) => view.setFloat32(predicted.length + 4 * i, value, true));
  return bytes;
}

/** The hand-in of a result, whose bytes have this SHA-256. */
export function handInOf({ correct }: Pick<TestResult, 'correct'>, sha256: Uint8Array): HandIn {
  const digits = Array.from(sha256, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { correct, digest: digits.slice(0, DIGEST_LENGTH) };
}
