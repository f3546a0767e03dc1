// Opens archives and gzip files, and sorts all files by what they hold: IDX, NumPy arrays, CSV or images.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { OWN_DATA_LIMITS } from '../contract/own-data.ts';
import { looksLikeIdx } from './idx.ts';
import { gunzip } from './inflate.ts';
import { looksLikeNpy } from './npy.ts';
import { extensionOf, isIgnored } from './paths.ts';
import { Refused, type RefusedList } from './refused.ts';
import { readAll, sourceOf, type Source } from './source.ts';
import { zipSources } from './zip.ts';

const TABLES = new Set(['csv', 'tsv']);
/** Also types that are refused by name: their bytes say which they are. */
const IMAGES = new Set('png jpg jpeg jpe jfif webp gif svg heic heif avif bmp tif tiff ico'.split(' '));
const ARCHIVES = new Set('rar 7z tar tgz bz2 xz zst tbz2 txz'.split(' '));
/** Larger gzip files are no published files that the checksums of known-sets.ts know. */
const HASHED_BYTES = 40 * 2 ** 20;

export interface FoundSources {
  idx: Source[];
  npy: Source[];
  csv: Source[];
  images: Source[];
  ignoredCount: number;
  /** SHA-256 of gzip files, in lower-case hexadecimal. */
  gzipHashes: Set<string>;
}

type Kind = 'idx' | 'npy' | 'csv' | 'images' | 'gzip' | 'zip' | 'archive' | 'other' | 'empty';

/** Sorts `files`. What can't be used is added to `refused`. Rejects with a refusal for more than the unpacked limit. */
export async function findSources(files: readonly Source[], refused: RefusedList): Promise<FoundSources> {
  const found: FoundSources = {
    idx: [],
    npy: [],
    csv: [],
    images: [],
    ignoredCount: 0,
    gzipHashes: new Set(),
  };
  let total = 0;
  const budget = ({ path, size }: Source) => {
    total += size;
    const limit = OWN_DATA_LIMITS.unpackedMegabytes;
    const megabytes = Math.ceil(total / 2 ** 20);
    if (megabytes > limit) throw new Refused(path, { reason: 'too-large', megabytes, limit }, true);
  };
  /** `depth`: 0 for files of the page, 1 for entries of an archive. */
  const sort = async (source: Source, depth: number): Promise<void> => {
    if (isIgnored(source.inside)) {
      found.ignoredCount++;
      return;
    }
    const { path } = source;
    const kind = await kindOf(source, depth, budget);
    switch (kind) {
      case 'idx':
      case 'npy':
      case 'csv':
      case 'images':
        found[kind].push(source);
        return;
      case 'gzip': {
        const packed = await readAll(source);
        if (packed.length <= HASHED_BYTES) found.gzipHashes.add(bytesToHex(sha256(packed)));
        const content = sourceOf(path, gunzip(packed, path), source.inside.replace(/\.gz$/i, ''));
        const inner = await kindOf(content, depth, budget);
        if (inner === 'idx' || inner === 'npy' || inner === 'csv') found[inner].push(content);
        else if (inner === 'empty') throw new Refused(path, { reason: 'empty' });
        else throw new Refused(path, { reason: inner === 'archive' ? 'other-archive' : 'other-type' });
        return;
      }
      case 'zip':
        if (depth > 0) throw new Refused(path, { reason: 'nested-archive' });
        for (const entry of zipSources(await readAll(source), path)) {
          await refused.collect(() => sort(entry, 1));
        }
        return;
      case 'archive':
        throw new Refused(path, { reason: depth > 0 ? 'nested-archive' : 'other-archive' });
      case 'empty':
      case 'other':
        throw new Refused(path, { reason: kind === 'empty' ? 'empty' : 'other-type' });
      default:
        kind satisfies never;
    }
  };
  for (const file of files) await refused.collect(() => sort(file, 0));
  return found;
}

/** By extension, else by the first bytes. `budget` counts the sizes of files. */
async function kindOf(source: Source, depth: number, budget: (source: Source) => void): Promise<Kind> {
  const extension = extensionOf(source.inside);
  if (ARCHIVES.has(extension)) return 'archive';
  if ((extension === 'zip' || extension === 'npz') && depth > 0) return 'zip';
  if (source.size === 0) return 'empty';
  // Image files that lie in no archive are read one by one, so that they never are in memory together.
  if (depth > 0 || !IMAGES.has(extension)) budget(source);
  if (IMAGES.has(extension)) return 'images';
  const head = await source.read(0, 8);
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  if (looksLikeIdx(head)) return 'idx';
  if (looksLikeNpy(head)) return 'npy';
  if (TABLES.has(extension)) return 'csv';
  const text = String.fromCharCode(...head);
  return /^(\x89PNG|\xff\xd8\xff|RIFF)/.test(text) ? 'images' : 'other';
}
