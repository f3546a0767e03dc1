// The English catalogue, composed of one file a panel: the source of the message types. Written in ICU message syntax.

import { challengeEn } from './challenge.en.ts';
import { chartsEn } from './charts.en.ts';
import { commonEn } from './common.en.ts';
import { configEn } from './config.en.ts';
import { confusionEn } from './confusion.en.ts';
import { dataEn } from './data.en.ts';
import { deviceEn } from './device.en.ts';
import { drawingEn } from './drawing.en.ts';
import { editEn } from './edit.en.ts';
import { galleryEn } from './gallery.en.ts';
import { networkEn } from './network.en.ts';
import { logEn } from './log.en.ts';
import { mistakesEn } from './mistakes.en.ts';
import { modelEn } from './model.en.ts';
import { noticesEn } from './notices.en.ts';
import { offlineEn } from './offline.en.ts';
import { panelEn } from './panel.en.ts';
import { photoEn } from './photo.en.ts';
import { resultEn } from './result.en.ts';
import { runEn } from './run.en.ts';
import { runsEn } from './runs.en.ts';
import { shellEn } from './shell.en.ts';
import { stepEn } from './step.en.ts';
import { tourEn } from './tour.en.ts';

export const en = {
  ...challengeEn,
  ...chartsEn,
  ...commonEn,
  ...configEn,
  ...confusionEn,
  ...dataEn,
  ...deviceEn,
  ...drawingEn,
  ...editEn,
  ...galleryEn,
  ...networkEn,
  ...logEn,
  ...mistakesEn,
  ...modelEn,
  ...noticesEn,
  ...offlineEn,
  ...panelEn,
  ...photoEn,
  ...resultEn,
  ...runEn,
  ...runsEn,
  ...shellEn,
  ...stepEn,
  ...tourEn,
} as const;
