// A photograph of a garment: what is taken, what the worker makes of it, and why it may not be taken. Reading one is in data/.

/** What a photograph may be. */
export const PHOTO_LIMITS = { megabytes: 5, side: 4096, leastSide: 28 } as const;

/** A photograph's longer side, in pixels, when the garment is looked for; a smaller one stays as it is. */
export const PHOTO_SIDE = 384;

/** Side of the square that shows the garment cropped and grey, before it is scaled to what the network sees. */
export const CROPPED_SIDE = 112;

export type PhotoRefusal =
  /** Nothing in the file. */
  | 'empty'
  /** More bytes than the limit: not even read. */
  | 'too-heavy'
  | 'heic'
  | 'gif'
  | 'svg'
  /** By its bytes no PNG, JPEG or WebP, whatever its name. */
  | 'other-type'
  | 'animated'
  /** A side of no pixels. */
  | 'no-size'
  | 'too-small'
  /** By its header; nothing was decoded. */
  | 'too-large'
  /** The file ends before the picture does. */
  | 'cut-off'
  /** The browser can't decode it. */
  | 'damaged'
  /** A folder was dropped, or the file is gone. */
  | 'unread'
  /** The browser lacks what reading a photo needs. */
  | 'unsupported'
  /** The code that reads photos could not be fetched. */
  | 'not-loaded'
  /** Reading it failed for another reason, or took too long. */
  | 'failed'
  /** What was dropped holds no file. */
  | 'no-file'
  /** The garment can't be told from its background. */
  | 'no-garment';

export interface PreparedPhoto {
  /** Of `whole` and `cut`. */
  width: number;
  height: number;
  /** [height, width, 4]: the photograph, upright, on white. */
  whole: Uint8ClampedArray<ArrayBuffer>;
  /** The same, transparent where the background was. */
  cut: Uint8ClampedArray<ArrayBuffer>;
  /** [112, 112], 0 … 255: the garment alone, grey and negated. */
  cropped: Uint8Array;
  /** [28, 28]: what the network sees. */
  pixels: Uint8Array;
  /** The garment hardly stands out: parts of it may be gone with the background. */
  uncertain: boolean;
}

export type PhotoAnswer = { photo: PreparedPhoto } | { refusal: PhotoRefusal };
