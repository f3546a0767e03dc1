// A person's dataset while it is put together: files are read, images added, options chosen, and at last it is finished.

import { IMAGE_LIMIT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import {
  NO_OPTIONS,
  type DrawnClass,
  type OwnDataOptions,
  type OwnDataSummary,
  type OwnDataset,
} from '../contract/own-data.ts';
import { arrange, type Arranged } from './canonical-order.ts';
import { fileNameFor, readyFor, removeClass, renameClass } from './class-edits.ts';
import { ClassList } from './class-list.ts';
import { emptyPart, joinParts, truncate, type Draft, type Part } from './draft.ts';
import { findSources } from './find-sources.ts';
import { readImages } from './image-set.ts';
import { recognise } from './known-sets.ts';
import { baseName, cleanName, withoutExtension } from './paths.ts';
import { readSources, type ReadTools } from './read-sources.ts';
import { Refused, RefusedList } from './refused.ts';
import type { Source } from './source.ts';
import { finishDataset, suggestedOptions, summarise } from './summary.ts';

/** All methods throw, or reject with, a refusal; what was read before then stays. */
export class OwnData {
  private readonly tools: ReadTools;
  private draft: Draft = emptyDraft();
  private options: OwnDataOptions = NO_OPTIONS;
  private arranged: Arranged | null = null;

  constructor(tools: ReadTools) {
    this.tools = tools;
  }

  /** Reads `sources` in place of what was read before, with the options that they seem to need. */
  async read(sources: readonly Source[]): Promise<OwnDataSummary> {
    const { format, classes, train, test, found, refused, ignoredCount, gzipHashes, paths } =
      await readSources(sources, this.tools);
    const first = sources[0]!;
    const draft = truncate({
      ...emptyDraft(),
      suggestedName: cleanName(nameOf(first.path)),
      format,
      classes: classes.names,
      train,
      test,
      found,
      refused: refused.all,
      ignoredCount,
    });
    this.take(draft, NO_OPTIONS);
    const { contentHash } = this.arrange();
    const recognised = recognise({ ...draft, paths, gzipHashes, contentHash });
    if (recognised) {
      this.draft = { ...draft, recognised, names: recognised.names, suggestedName: recognised.name };
    }
    const suggested = suggestedOptions(this.draft);
    if (suggested.invert || suggested.turn) this.take(this.draft, suggested);
    return this.summary();
  }

  /** Adds image files to the training images of the class `name`, whatever their folders. */
  async addFiles(name: string, sources: readonly Source[]): Promise<OwnDataSummary> {
    const refused = new RefusedList();
    const { images, idx, npy, csv, ignoredCount } = await findSources(sources, refused);
    for (const { path } of [...idx, ...npy, ...csv]) refused.add({ file: path, reason: 'other-type' });
    const draft = readyFor(this.draft, [name]);
    const classes = new ClassList(draft.classes);
    const set = await readImages(
      images,
      classes,
      refused,
      this.tools.decodeImage,
      (done, total) => this.tools.onProgress({ step: 'read', done, total }),
      fileNameFor(draft, name),
    );
    if (set.train.labels.length === 0) throw refused.asError();
    this.add(draft, set.train, classes, 'images', { refused: refused.all, ignoredCount });
    return this.summary();
  }

  /** Adds images that were drawn in the page to the training images of their classes. */
  addDrawn(drawn: readonly DrawnClass[]): OwnDataSummary {
    const draft = readyFor(
      this.draft,
      drawn.map(({ name }) => name),
    );
    const classes = new ClassList(draft.classes);
    let all = emptyPart();
    for (const { name, images } of drawn) {
      const number = classes.numberOf(fileNameFor(draft, name), name);
      const labels = new Uint8Array(Math.floor(images.length / IMAGE_PIXELS)).fill(number);
      all = joinParts(all, { images: images.subarray(0, labels.length * IMAGE_PIXELS), labels });
    }
    if (all.labels.length === 0) throw new Refused('', { reason: 'no-files' });
    this.add(draft, all, classes, 'drawn', { refused: [], ignoredCount: 0 });
    return this.summary();
  }

  /** Renames the class that is shown as `name`. The dataset stays the same. */
  renameClass(name: string, to: string): OwnDataSummary {
    this.draft = renameClass(this.draft, name, to);
    return this.summary();
  }

  /** Removes the class that is shown as `name`, with its images. */
  removeClass(name: string): OwnDataSummary {
    this.take(removeClass(this.draft, name), this.options);
    return this.summary();
  }

  setOptions(options: OwnDataOptions): OwnDataSummary {
    this.take(this.draft, options);
    return this.summary();
  }

  /** The dataset `name`. Its arrays are copies. */
  finish(name: string): OwnDataset {
    return finishDataset(this.draft, this.arrange(), name);
  }

  private add(
    draft: Draft,
    part: Part,
    classes: ClassList,
    format: Draft['format'],
    { refused, ignoredCount }: Pick<Draft, 'refused' | 'ignoredCount'>,
  ): void {
    const isFirst = draft.found === 0;
    const added = {
      ...draft,
      format: isFirst ? format : draft.format,
      classes: classes.names,
      train: joinParts(draft.train, part),
      // With other images it is no longer the known dataset.
      recognised: null,
      found: draft.found + part.labels.length,
      refused,
      ignoredCount,
    };
    this.take(truncate(added, IMAGE_LIMIT), this.options);
  }

  private take(draft: Draft, options: OwnDataOptions): void {
    this.draft = draft;
    this.options = options;
    this.arranged = null;
  }

  private arrange(): Arranged {
    this.arranged ??= arrange(this.draft, this.options, (done, total) =>
      this.tools.onProgress({ step: 'sort', done, total }),
    );
    return this.arranged;
  }

  private summary(): OwnDataSummary {
    return summarise(this.draft, this.arrange(), this.options);
  }
}

function emptyDraft(): Draft {
  return {
    suggestedName: '',
    format: 'images',
    classes: [],
    names: {},
    train: emptyPart(),
    test: emptyPart(),
    recognised: null,
    found: 0,
    refused: [],
    ignoredCount: 0,
  };
}

/** The first folder, or the file without its extension. */
function nameOf(path: string): string {
  const first = path.split('/').find((step) => step !== '');
  return withoutExtension(first ?? baseName(path)).slice(0, 80);
}
