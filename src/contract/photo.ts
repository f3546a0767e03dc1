// A photo of a garment: its limits, what the worker prepares of it, and why it may be refused.

/** Limits of a photo: binary megabytes (2^20 bytes), and the longest and shortest side in pixels. */
export const PHOTO_LIMITS = { megabytes: 5, side: 4096, leastSide: 28 } as const;

/** A larger photo is scaled down to this longer side, in pixels, before the garment is segmented. */
export const PHOTO_SIDE = 384;

/** Side in pixels of the cropped grey image that is shown before the one that the network gets. */
export const CROPPED_SIDE = 112;

export type PhotoRefusal =
  /** The file has no bytes. */
  | 'empty'
  /** More bytes than the limit. */
  | 'too-heavy'
  | 'heic'
  | 'gif'
  | 'svg'
  /** Its bytes are not those of a PNG, JPEG or WebP, whatever its name. */
  | 'other-type'
  | 'animated'
  /** A side has no pixels. */
  | 'no-size'
  | 'too-small'
  /** A side above the limit, by the header. */
  | 'too-large'
  /** The file ends before the image does. */
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
  /** Something other than a file was dropped. */
  | 'no-file'
  /** The garment can't be separated from its background. */
  | 'no-garment';

export interface PreparedPhoto {
  /** Size of `original` and `cut`. */
  width: number;
  height: number;
  /** [height, width, 4]: the photo, upright, on white. */
  original: Uint8ClampedArray<ArrayBuffer>;
  /** [height, width, 4]: the photo with a transparent background. */
  cut: Uint8ClampedArray<ArrayBuffer>;
  /** [112, 112], 0 … 255: the garment alone, grey and inverted. */
  cropped: Uint8Array;
  /** [28, 28]: the input of the network. */
  pixels: Uint8Array;
  /** The garment hardly stands out, so that parts of it may be missing. */
  uncertain: boolean;
}

export type PhotoAnswer = { photo: PreparedPhoto } | { refusal: PhotoRefusal };
