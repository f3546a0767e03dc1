// The English messages of views that are loaded after the first paint, one file a panel. ICU message syntax too.

import { assignmentEn } from './assignment.en.ts';
import { challengeEn } from './challenge.en.ts';
import { confusionEn } from './confusion.en.ts';
import { dataEn } from './data.en.ts';
import { drawingEn } from './drawing.en.ts';
import { embedEn } from './embed.en.ts';
import { exportEn } from './export.en.ts';
import { handInEn } from './hand-in.en.ts';
import { galleryEn } from './gallery.en.ts';
import { mistakesEn } from './mistakes.en.ts';
import { networkEn } from './network.en.ts';
import { photoEn } from './photo.en.ts';
import { runsEn } from './runs.en.ts';
import { stepEn } from './step.en.ts';
import { sweepEn } from './sweep.en.ts';
import { tourEn } from './tour.en.ts';

export const laterEn = {
  ...assignmentEn,
  ...challengeEn,
  ...confusionEn,
  ...dataEn,
  ...drawingEn,
  ...embedEn,
  ...exportEn,
  ...galleryEn,
  ...handInEn,
  ...mistakesEn,
  ...networkEn,
  ...photoEn,
  ...runsEn,
  ...stepEn,
  ...sweepEn,
  ...tourEn,
} as const;
