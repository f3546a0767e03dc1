// The Simplified Chinese catalogue; the same keys and arguments as the English one.

import type { Catalogue } from './catalogue.ts';
import { challengeZh } from './challenge.zh.ts';
import { chartsZh } from './charts.zh.ts';
import { commonZh } from './common.zh.ts';
import { configZh } from './config.zh.ts';
import { confusionZh } from './confusion.zh.ts';
import { dataZh } from './data.zh.ts';
import { deviceZh } from './device.zh.ts';
import { drawingZh } from './drawing.zh.ts';
import { editZh } from './edit.zh.ts';
import { galleryZh } from './gallery.zh.ts';
import { networkZh } from './network.zh.ts';
import { logZh } from './log.zh.ts';
import { mistakesZh } from './mistakes.zh.ts';
import { modelZh } from './model.zh.ts';
import { noticesZh } from './notices.zh.ts';
import { offlineZh } from './offline.zh.ts';
import { panelZh } from './panel.zh.ts';
import { photoZh } from './photo.zh.ts';
import { resultZh } from './result.zh.ts';
import { runZh } from './run.zh.ts';
import { runsZh } from './runs.zh.ts';
import { shellZh } from './shell.zh.ts';
import { stepZh } from './step.zh.ts';
import { tourZh } from './tour.zh.ts';

export const zh: Catalogue = {
  ...challengeZh,
  ...chartsZh,
  ...commonZh,
  ...configZh,
  ...confusionZh,
  ...dataZh,
  ...deviceZh,
  ...drawingZh,
  ...editZh,
  ...galleryZh,
  ...networkZh,
  ...logZh,
  ...mistakesZh,
  ...modelZh,
  ...noticesZh,
  ...offlineZh,
  ...panelZh,
  ...photoZh,
  ...resultZh,
  ...runZh,
  ...runsZh,
  ...shellZh,
  ...stepZh,
  ...tourZh,
};
