// A decoded image, and the decoder of formats that only the browser can decode.

export interface Rgba {
  width: number;
  height: number;
  /** [height, width, 4]. */
  data: Uint8ClampedArray;
}

/** Decodes a JPEG, WebP or other image, upright. `unsupported`: the browser lacks what decoding needs. */
export type DecodeImage = (bytes: Uint8Array<ArrayBuffer>) => Promise<Rgba | 'damaged' | 'unsupported'>;
