// Checks the type, completeness and size of a photo's file from its bytes, before it is decoded: decoding a small file whose
// header claims a billion pixels could exhaust the memory.

import { imageDimensionsFromData } from 'image-dimensions';
import { PHOTO_LIMITS, type PhotoRefusal } from '../contract/photo.ts';

type PhotoType = 'png' | 'jpeg' | 'webp';
type ImageLimits = Readonly<Record<keyof typeof PHOTO_LIMITS, number>>;

/** Null for a complete PNG, JPEG or WebP image within `limits` that is no animation; else the reason to refuse it. */
export function photoRefusal(bytes: Uint8Array, limits: ImageLimits = PHOTO_LIMITS): PhotoRefusal | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > limits.megabytes * 2 ** 20) return 'too-heavy';
  const type = photoType(bytes);
  if (type !== 'png' && type !== 'jpeg' && type !== 'webp') return type;
  const size = imageDimensionsFromData(bytes);
  // The header ends too early.
  if (!size) return 'cut-off';
  const { width, height } = size;
  if (width === 0 || height === 0) return 'no-size';
  if (Math.max(width, height) > limits.side) return 'too-large';
  if (Math.min(width, height) < limits.leastSide) return 'too-small';
  return findDefect[type](bytes);
}

/** Width and height by the header of an image; zero where it has none. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } {
  const { width, height } = imageDimensionsFromData(bytes) ?? { width: 0, height: 0 };
  return { width, height };
}

function photoType(bytes: Uint8Array): PhotoType | 'heic' | 'gif' | 'svg' | 'other-type' {
  if (textAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (textAt(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'webp';
  if (textAt(bytes, 0, 4) === 'GIF8') return 'gif';
  if (textAt(bytes, 4, 4) === 'ftyp' && /^(hei|hev|mif|msf)/.test(textAt(bytes, 8, 4))) return 'heic';
  const text = textAt(bytes, 0, 1024);
  return /^(\xef\xbb\xbf)?\s*</.test(text) && text.includes('<svg') ? 'svg' : 'other-type';
}

/**
 * For each type, whether a file is animated or cut off; null when neither. The browser's decoder does not say: it fills the
 * missing part of a cut-off file with grey.
 */
const findDefect: Record<PhotoType, (bytes: Uint8Array) => 'animated' | 'cut-off' | null> = {
  png(bytes) {
    for (let at = 8; at + 12 <= bytes.length; at += 12 + uint32(bytes, at)) {
      const name = textAt(bytes, at + 4, 4);
      if (name === 'acTL') return 'animated';
      if (name === 'IEND') return null;
    }
    return 'cut-off';
  },
  jpeg(bytes) {
    // Skips the segments before the scan: one may hold a preview image with an end marker of its own.
    let at = 2;
    while (at + 4 <= bytes.length && bytes[at + 1] !== 0xda) {
      // Fill bytes may stand between segments.
      if (bytes[at] !== 0xff || bytes[at + 1] === 0xff) at++;
      else at += 2 + 256 * bytes[at + 2]! + bytes[at + 3]!;
    }
    // In the scan, 0xff 0xd9 is the end marker and occurs only at the end.
    for (let i = at; i + 1 < bytes.length; i++) if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return null;
    return 'cut-off';
  },
  webp(bytes) {
    if (textAt(bytes, 12, 4) === 'VP8X' && (bytes[20]! & 2) !== 0) return 'animated';
    const [b0, b1, b2, b3] = bytes.subarray(4, 8);
    return 8 + b0! + 2 ** 8 * b1! + 2 ** 16 * b2! + 2 ** 24 * b3! > bytes.length ? 'cut-off' : null;
  },
};

/** The bytes as Latin-1 characters. */
function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** Big-endian. */
function uint32(bytes: Uint8Array, at: number): number {
  return 2 ** 24 * bytes[at]! + 2 ** 16 * bytes[at + 1]! + 2 ** 8 * bytes[at + 2]! + bytes[at + 3]!;
}
