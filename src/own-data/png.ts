// Decodes PNG files by fast-png, with the same bytes in every browser. The sizes are checked before, since a small file may
// unpack to gigabytes. Format: https://www.w3.org/TR/png-3/

import { decode, type DecodedPng } from 'fast-png';
import { inflateExactly } from './inflate.ts';
import type { Rgba } from './rgba.ts';

/** Values of a pixel by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Chunks that change what is decoded. Others, such as colour profiles, are left out. */
const NEEDED = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** The passes of an interlaced image: first column and row, and the steps between columns and rows. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Chunk {
  name: string;
  /** From its length to its checksum. */
  all: Uint8Array;
  data: Uint8Array;
}

/** The image in `bytes`, or why it can't be decoded. `sub-byte`: interlaced with less than 8 bits, which fast-png can't. */
export function decodePng(bytes: Uint8Array): Rgba | 'cut-off' | 'damaged' | 'sub-byte' {
  const chunks = chunksOf(bytes);
  if (!chunks) return 'cut-off';
  const [header] = chunks;
  if (header?.name !== 'IHDR' || header.data.length !== 13) return 'damaged';
  const bits = header.data[8]! * (CHANNELS[header.data[9]!] ?? 0);
  const interlaced = header.data[12] === 1;
  if (interlaced && header.data[8]! < 8) return 'sub-byte';
  const { width, height } = sizeOf(header.data);
  const size = interlaced
    ? PASSES.reduce((sum, [x, y, dx, dy]) => {
        const [columns, rows] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)];
        return sum + (columns > 0 && rows > 0 ? rows * (1 + Math.ceil((columns * bits) / 8)) : 0);
      }, 0)
    : height * (1 + Math.ceil((width * bits) / 8));
  const data = concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  // Two bytes of zlib header; its checksum follows the stream.
  if (!inflateExactly(data.subarray(2), size)) return 'damaged';
  const needed = concat([
    bytes.subarray(0, 8),
    ...chunks.filter(({ name }) => NEEDED.has(name)).map(({ all }) => all),
  ]);
  let png: DecodedPng;
  try {
    png = decode(needed, { checkCrc: true });
  } catch {
    // fast-png has no errors of its own: whatever it throws says that the file is no valid PNG.
    return 'damaged';
  }
  return toRgba(png);
}

/** Null where the file ends before IEND. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ name, all: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) });
    if (name === 'IEND') return chunks;
    at = end;
  }
  return null;
}

function sizeOf(header: Uint8Array): { width: number; height: number } {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  return { width: view.getUint32(0), height: view.getUint32(4) };
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function toRgba({
  width,
  height,
  data,
  depth,
  channels,
  palette,
  transparency,
}: DecodedPng): Rgba | 'damaged' {
  const count = width * height;
  const rgba = new Uint8ClampedArray(4 * count);
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  /** Value `channel` of pixel `i`, as it stands in the file. */
  const valueAt = (i: number, channel: number): number => {
    if (depth >= 8) return data[i * channels + channel]!;
    const bit = (i % width) * depth;
    const byte = data[Math.floor(i / width) * rowBytes + (bit >> 3)]!;
    return (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  };
  const largest = 2 ** depth - 1;
  const colours = channels > 2 ? [0, 1, 2] : [0, 0, 0];
  for (let i = 0; i < count; i++) {
    if (palette) {
      const colour = palette[valueAt(i, 0)];
      if (!colour) return 'damaged';
      rgba.set([colour[0]!, colour[1]!, colour[2]!, (colour as number[])[3] ?? 255], 4 * i);
      continue;
    }
    for (const [k, channel] of colours.entries()) rgba[4 * i + k] = (255 * valueAt(i, channel)) / largest;
    const hidden =
      transparency !== undefined && colours.every((channel) => valueAt(i, channel) === transparency[channel]);
    const alpha = channels % 2 === 0 ? (255 * valueAt(i, channels - 1)) / largest : 255;
    rgba[4 * i + 3] = hidden ? 0 : alpha;
  }
  return { width, height, data: rgba };
}
