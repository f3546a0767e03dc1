// The entries of a ZIP archive (PKWARE APPNOTE 6.3.10), with ZIP64. fflate unpacks them. It shows neither checksums nor how
// names are encoded, so the directory at the archive's end is read here.

import { OWN_DATA_LIMITS } from '../contract/own-data.ts';
import { crc32 } from './crc32.ts';
import { inflateExactly } from './inflate.ts';
import { Refused } from './refused.ts';
import type { Source } from './source.ts';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Bytes of the end record, without the comment of at most 65,535 bytes. */
const END_BYTES = 22;

interface Entry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** The files in the archive `bytes`. Reading one checks its size and checksum. Throws a refusal of the archive `path`. */
export function zipSources(bytes: Uint8Array<ArrayBuffer>, path: string): Source[] {
  return readDirectory(bytes, path)
    .filter(({ name }) => !/[/\\]$/.test(name))
    .map((entry) => {
      const file = `${path}/${entry.name}`;
      let content: Uint8Array<ArrayBuffer> | null = null;
      return {
        path: file,
        inside: entry.name,
        size: entry.size,
        async read(start, end) {
          // A file that is read in parts is unpacked once.
          const whole = start === 0 && end >= entry.size;
          const all = content ?? unpack(bytes, entry, file);
          content = whole ? null : all;
          return all.subarray(start, end);
        },
      };
    });
}

function readDirectory(bytes: Uint8Array, path: string): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view);
  if (end === null) throw new Refused(path, { reason: 'cut-off' });
  const { count, offset } = directoryAt(view, end);
  const limit = OWN_DATA_LIMITS.archiveEntries;
  if (count > limit) throw new Refused(path, { reason: 'too-many-entries', entries: count, limit });
  const entries: Entry[] = [];
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) {
      throw new Refused(path, { reason: 'damaged' });
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) => view.getUint16(at + k, true));
    const extraAt = at + 46 + nameLength!;
    const next = extraAt + extraLength! + commentLength!;
    if (next > bytes.length) throw new Refused(path, { reason: 'damaged' });
    const flags = view.getUint16(at + 8, true);
    const sizes = { size: at + 24, packed: at + 20, offset: at + 42 };
    entries.push({
      name: decodeName(bytes.subarray(at + 46, extraAt), (flags & 0x800) !== 0),
      flags,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...readSizes(view, sizes, extraAt, extraAt + extraLength!),
    });
    at = next;
  }
  return entries;
}

/** The position of the end record: the last one whose comment ends with the archive; null where there is none. */
function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_BYTES - 0xffff);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (
      view.getUint32(at, true) === END &&
      at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength
    ) {
      return at;
    }
  }
  return null;
}

function directoryAt(view: DataView, end: number): { count: number; offset: number } {
  const count = view.getUint16(end + 10, true);
  const offset = view.getUint32(end + 16, true);
  if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return { count, offset };
  const record = uint64(view, locator + 8);
  if (record + 56 > view.byteLength || view.getUint32(record, true) !== END_64) return { count, offset };
  return { count: uint64(view, record + 32), offset: uint64(view, record + 48) };
}

/** The 32-bit fields at `fields`; those that are full stand in the ZIP64 field (id 1) of the extra data. */
function readSizes(
  view: DataView,
  fields: { size: number; packed: number; offset: number },
  extraAt: number,
  extraEnd: number,
): { size: number; packed: number; offset: number } {
  const values = {
    size: view.getUint32(fields.size, true),
    packed: view.getUint32(fields.packed, true),
    offset: view.getUint32(fields.offset, true),
  };
  for (let at = extraAt; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let value = at + 4;
    for (const name of ['size', 'packed', 'offset'] as const) {
      if (values[name] !== 0xffffffff || value + 8 > extraEnd) continue;
      values[name] = uint64(view, value);
      value += 8;
    }
  }
  return values;
}

const uint64 = (view: DataView, at: number) =>
  view.getUint32(at, true) + 2 ** 32 * view.getUint32(at + 4, true);

/** Names without the UTF-8 flag are UTF-8 nevertheless, or GBK: archives of a Chinese Windows. */
function decodeName(bytes: Uint8Array, flagged: boolean): string {
  if (flagged) return new TextDecoder('utf-8').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes);
    throw error;
  }
}

function unpack(bytes: Uint8Array<ArrayBuffer>, entry: Entry, file: string): Uint8Array<ArrayBuffer> {
  const { flags, method, crc, packed, size, offset } = entry;
  if (flags & 1) throw new Refused(file, { reason: 'encrypted' });
  if (method !== 0 && method !== 8) throw new Refused(file, { reason: 'compression', method });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (offset + 30 > bytes.length) throw new Refused(file, { reason: 'cut-off' });
  if (view.getUint32(offset, true) !== LOCAL) throw new Refused(file, { reason: 'damaged' });
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw new Refused(file, { reason: 'cut-off' });
  const data = bytes.subarray(start, start + packed);
  const content = method === 8 ? inflateExactly(data, size) : packed === size ? data.slice() : null;
  if (!content) throw new Refused(file, { reason: 'damaged' });
  if (crc32(content) !== crc) throw new Refused(file, { reason: 'checksum' });
  return content;
}
