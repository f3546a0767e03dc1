// The exception that carries a refusal from inside the reader of weight files to its public function.

import type { WeightsRefusal } from '../contract/weights-refusal.ts';

export class Refused extends Error {
  readonly refusal: WeightsRefusal;

  constructor(reason: WeightsRefusal['reason'], found: string, expected: string) {
    super(`${found}; expected ${expected}`);
    this.refusal = { reason, found, expected };
  }
}

/** The result of `read`, or the refusal that it threw. */
export function orRefusal<T>(read: () => T): T | { refusal: WeightsRefusal } {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A short description of a JSON value. JSON.stringify would throw on deep nesting. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) {
    const items = value.slice(0, 5).map((item: unknown) => (isObject(item) ? '…' : describeValue(item)));
    return shorten(`[${items.join()}${value.length > 5 ? ',…' : ''}]`);
  }
  return isObject(value) ? 'an object' : String(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
