// The Simplified Chinese messages that the first paint needs.

import type { Catalogue } from './catalogue.ts';
import { chartsZh } from './charts.zh.ts';
import { commonZh } from './common.zh.ts';
import { configZh } from './config.zh.ts';
import { dataChoiceZh } from './data-choice.zh.ts';
import { deviceZh } from './device.zh.ts';
import { editZh } from './edit.zh.ts';
import { logZh } from './log.zh.ts';
import { modelZh } from './model.zh.ts';
import { noticesZh } from './notices.zh.ts';
import { offlineZh } from './offline.zh.ts';
import { panelZh } from './panel.zh.ts';
import { resultZh } from './result.zh.ts';
import { runZh } from './run.zh.ts';
import { shellZh } from './shell.zh.ts';
import { tourOfferZh } from './tour-offer.zh.ts';
import type { firstEn } from './first.en.ts';

export const firstZh: Pick<Catalogue, keyof typeof firstEn> = {
  ...chartsZh,
  ...commonZh,
  ...configZh,
  ...dataChoiceZh,
  ...deviceZh,
  ...editZh,
  ...logZh,
  ...modelZh,
  ...noticesZh,
  ...offlineZh,
  ...panelZh,
  ...resultZh,
  ...runZh,
  ...shellZh,
  ...tourOfferZh,
};
