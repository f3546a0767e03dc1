// Reads a person's files into a draft: IDX before NumPy arrays before CSV before images, where several formats lie together.

import type { OwnDataProgress, OwnDataSummary } from '../contract/own-data.ts';
import { pairArrays, type ArrayFile } from './array-pairs.ts';
import { ClassList } from './class-list.ts';
import { readCsv } from './csv.ts';
import { emptyPart, joinParts, type Part } from './draft.ts';
import { findSources, type FoundSources } from './find-sources.ts';
import { readIdx } from './idx.ts';
import { readNpy } from './npy.ts';
import { readImages } from './image-set.ts';
import { partInName } from './paths.ts';
import { RefusedList } from './refused.ts';
import type { DecodeImage } from './rgba.ts';
import { readAll, type Source } from './source.ts';

export interface ReadTools {
  decodeImage: DecodeImage;
  onProgress: (progress: OwnDataProgress) => void;
}

/** What the files hold. */
export interface ReadResult {
  format: OwnDataSummary['format'];
  classes: ClassList;
  train: Part;
  test: Part;
  /** Images in the files; more than those read where there are too many. */
  found: number;
  refused: RefusedList;
  ignoredCount: number;
  gzipHashes: ReadonlySet<string>;
  /** Of IDX and CSV files and NumPy arrays, those of archives too. */
  paths: string[];
}

/** Reads `files`. Rejects with a refusal where nothing can be used. */
export async function readSources(files: readonly Source[], tools: ReadTools): Promise<ReadResult> {
  const refused = new RefusedList();
  const sources = await findSources(files, refused);
  const classes = new ClassList();
  const { ignoredCount, gzipHashes } = sources;
  const { train, test, format, found } = await readFormat(sources, classes, refused, tools);
  if (train.labels.length + test.labels.length === 0) {
    throw refused.asError();
  }
  const paths = [...sources.idx, ...sources.npy, ...sources.csv].map(({ path }) => path);
  return { format, classes, train, test, found, refused, ignoredCount, gzipHashes, paths };
}

type Parts = Pick<ReadResult, 'train' | 'test' | 'format' | 'found'>;

const READERS = { idx: readIdx, npy: readNpy } as const;

async function readFormat(
  sources: FoundSources,
  classes: ClassList,
  refused: RefusedList,
  tools: ReadTools,
): Promise<Parts> {
  const { npy, csv, images } = sources;
  const refuseOthers = (others: readonly Source[], read: 'idx' | 'npy' | 'csv') => {
    for (const { path } of others) refused.add({ file: path, reason: 'other-format-read', read });
  };
  for (const format of ['idx', 'npy'] as const) {
    const read = READERS[format];
    const files = await readArrays(sources[format], read, refused, tools);
    if (files.some(({ kind }) => kind === 'images')) {
      refuseOthers([...(format === 'idx' ? npy : []), ...csv, ...images], format);
      const { train, test } = pairArrays(files, classes, refused);
      return { train, test, format, found: train.labels.length + test.labels.length };
    }
    for (const { path, count } of files) refused.add({ file: path, reason: 'no-images', labels: count });
  }
  const tables = await readTables(csv, classes, refused, tools);
  if (tables) {
    refuseOthers(images, 'csv');
    return { ...tables, format: 'csv', found: tables.train.labels.length + tables.test.labels.length };
  }
  const set = await readImages(images, classes, refused, tools.decodeImage, (done, total) =>
    tools.onProgress({ step: 'read', done, total }),
  );
  return { ...set, format: 'images' };
}

/** Reports bytes of all `sources`. */
function byteProgress(sources: readonly Source[], { onProgress }: ReadTools) {
  const total = sources.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  return {
    within: (done: number) => onProgress({ step: 'read', done: before + done, total }),
    next: ({ size }: Source) => {
      before += size;
      onProgress({ step: 'read', done: before, total });
    },
  };
}

async function readArrays(
  sources: readonly Source[],
  read: (bytes: Uint8Array<ArrayBuffer>, path: string) => ArrayFile,
  refused: RefusedList,
  tools: ReadTools,
): Promise<ArrayFile[]> {
  const progress = byteProgress(sources, tools);
  const files: ArrayFile[] = [];
  for (const source of sources) {
    const file = await refused.collect(async () => read(await readAll(source), source.path));
    if (file) files.push(file);
    progress.next(source);
  }
  return files;
}

/** Null where no table can be read. Rejects with a refusal for too many classes. */
async function readTables(
  sources: readonly Source[],
  classes: ClassList,
  refused: RefusedList,
  tools: ReadTools,
): Promise<{ train: Part; test: Part } | null> {
  const progress = byteProgress(sources, tools);
  const parts: { train: Part; test: Part; val: Part } = {
    train: emptyPart(),
    test: emptyPart(),
    val: emptyPart(),
  };
  let any = false;
  for (const source of sources) {
    const part = await refused.collect(() => readCsv(source, classes, progress.within));
    progress.next(source);
    if (!part) continue;
    any = true;
    const name = partInName(source.inside) ?? 'train';
    parts[name] = joinParts(parts[name], part);
  }
  if (!any) return null;
  const { train, test, val } = parts;
  if (test.labels.length === 0) return { train, test: val };
  return { train: joinParts(train, val), test };
}
