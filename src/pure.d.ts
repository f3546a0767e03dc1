// The few globals beyond the language that pure code uses: present in pages, workers and Node alike.
// Included by tsconfig.pure.json alone; the other projects have the full declarations.

declare class URLSearchParams {
  constructor(init?: string);
  get(key: string): string | null;
  set(key: string, value: string): void;
  delete(key: string): void;
  keys(): IterableIterator<string>;
  toString(): string;
}

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare function btoa(text: string): string;
declare function atob(text: string): string;

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBufferLike;
  }
}
