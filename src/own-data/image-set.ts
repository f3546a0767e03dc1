// Image files in folders that name their classes.

import { IMAGE_LIMIT } from '../contract/dataset.ts';
import { OWN_DATA_LIMITS, type OwnDataReason } from '../contract/own-data.ts';
import type { PhotoRefusal } from '../contract/photo.ts';
import { imageSize, photoRefusal } from '../image/photo-check.ts';
import type { ClassList } from './class-list.ts';
import { PartBuilder, takeFirst, type Part } from './draft.ts';
import { imageToGrey } from './image-to-grey.ts';
import { placeOf, type NamedPart } from './paths.ts';
import { decodePng } from './png.ts';
import { Refused, type RefusedList } from './refused.ts';
import type { DecodeImage } from './rgba.ts';
import { readAll, type Source } from './source.ts';

const LIMITS = {
  megabytes: OWN_DATA_LIMITS.imageMegabytes,
  side: OWN_DATA_LIMITS.imageSide,
  leastSide: 1,
};

export interface ImageSet {
  train: Part;
  test: Part;
  /** Images that were read, and files beyond the limit. */
  found: number;
}

interface Placed {
  source: Source;
  part: NamedPart;
  label: number;
}

/**
 * Reads image files. The class is `className`, or else the last folder that names no part. Files that can't be used are added
 * to `refused`. Rejects with a refusal for too many classes.
 */
export async function readImages(
  sources: readonly Source[],
  classes: ClassList,
  refused: RefusedList,
  decodeImage: DecodeImage,
  onImages: (done: number, total: number) => void,
  className?: string,
): Promise<ImageSet> {
  const placed: Placed[] = [];
  for (const source of sources) {
    const place = className === undefined ? placeOf(source.inside) : { part: null, className };
    try {
      const label = classes.numberOf(place.className ?? '', source.path);
      placed.push({ source, part: place.part ?? 'train', label });
    } catch (error) {
      if (!(error instanceof Refused) || error.ofAll) throw error;
      refused.add(error.refusal);
    }
  }
  // Before anything is unpacked or decoded.
  const taken = takeFirst(
    placed.map(({ part, label }) => `${part} ${label}`),
    IMAGE_LIMIT,
  );
  const hasTest = placed.some(({ part }) => part === 'test');
  const builders = { train: new PartBuilder(), test: new PartBuilder() };
  for (const [done, index] of taken.entries()) {
    const { source, part, label } = placed[index]!;
    onImages(done, taken.length);
    const image = await refused.collect(() => readImage(source, decodeImage));
    if (!image) continue;
    const valPart = hasTest ? 'train' : 'test';
    builders[part === 'val' ? valPart : part].next(label).set(image);
  }
  const [train, test] = [builders.train.build(), builders.test.build()];
  const beyondLimit = placed.length - taken.length;
  return { train, test, found: train.labels.length + test.labels.length + beyondLimit };
}

/** The image in `source` as [28, 28]. Rejects with a refusal. */
async function readImage(source: Source, decodeImage: DecodeImage): Promise<Uint8Array> {
  const refuse = (reason: OwnDataReason) => new Refused(source.path, reason);
  const limit = LIMITS.megabytes;
  if (source.size > limit * 2 ** 20) {
    throw refuse({ reason: 'too-large', megabytes: Math.ceil(source.size / 2 ** 20), limit });
  }
  const bytes = await readAll(source);
  const refusal = photoRefusal(bytes, LIMITS);
  if (refusal) throw refuse(reasonOf(refusal, bytes));
  const isPng = bytes[0] === 0x89;
  const png = isPng ? decodePng(bytes) : 'sub-byte';
  const image = png === 'sub-byte' ? await decodeImage(bytes) : png;
  if (typeof image === 'string') throw refuse({ reason: image });
  return imageToGrey(image);
}

function reasonOf(refusal: PhotoRefusal, bytes: Uint8Array): OwnDataReason {
  switch (refusal) {
    case 'empty':
    case 'animated':
    case 'cut-off':
    case 'other-type':
      return { reason: refusal };
    case 'gif':
    case 'svg':
    case 'heic':
      return { reason: 'image-type', type: refusal };
    case 'too-large':
      return { reason: 'image-side', ...imageSize(bytes), limit: LIMITS.side };
    default:
      // A side of zero pixels.
      return { reason: 'damaged' };
  }
}
