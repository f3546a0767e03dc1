// The Simplified Chinese messages of views that are loaded after the first paint.

import type { Catalogue } from './catalogue.ts';
import { assignmentZh } from './assignment.zh.ts';
import { challengeZh } from './challenge.zh.ts';
import { confusionZh } from './confusion.zh.ts';
import { dataZh } from './data.zh.ts';
import { drawingZh } from './drawing.zh.ts';
import { embedZh } from './embed.zh.ts';
import { exportZh } from './export.zh.ts';
import { handInZh } from './hand-in.zh.ts';
import { galleryZh } from './gallery.zh.ts';
import { mistakesZh } from './mistakes.zh.ts';
import { networkZh } from './network.zh.ts';
import { photoZh } from './photo.zh.ts';
import { runsZh } from './runs.zh.ts';
import { stepZh } from './step.zh.ts';
import { sweepZh } from './sweep.zh.ts';
import { tourZh } from './tour.zh.ts';
import type { laterEn } from './later.en.ts';

export const laterZh: Pick<Catalogue, keyof typeof laterEn> = {
  ...assignmentZh,
  ...challengeZh,
  ...confusionZh,
  ...dataZh,
  ...drawingZh,
  ...embedZh,
  ...exportZh,
  ...galleryZh,
  ...handInZh,
  ...mistakesZh,
  ...networkZh,
  ...photoZh,
  ...runsZh,
  ...stepZh,
  ...sweepZh,
  ...tourZh,
};
