// Carries the refusal of a weight file from deep inside its reading to the function that answers. Never leaves data/.

import type { WeightsRefusal } from '../contract/weights-refusal.ts';

export class Refused extends Error {
  readonly refusal: WeightsRefusal;

  constructor(reason: WeightsRefusal['reason'], found: string, expected: string) {
    super(`${found}; expected ${expected}`);
    this.refusal = { reason, found, expected };
  }
}

/** What `read` gives, or why it refused. */
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

/** A value of a foreign JSON in a few words. Not by JSON.stringify, which throws on a deep nest. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) {
    const items = value.slice(0, 5).map((item: unknown) => (isObject(item) ? '…' : inWords(item)));
    return shorten(`[${items.join()}${value.length > 5 ? ',…' : ''}]`);
  }
  return isObject(value) ? 'an object' : String(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
