// The English messages that the first paint needs, one file a panel. Written in ICU message syntax.

import { chartsEn } from './charts.en.ts';
import { commonEn } from './common.en.ts';
import { configEn } from './config.en.ts';
import { dataChoiceEn } from './data-choice.en.ts';
import { deviceEn } from './device.en.ts';
import { editEn } from './edit.en.ts';
import { logEn } from './log.en.ts';
import { modelEn } from './model.en.ts';
import { noticesEn } from './notices.en.ts';
import { offlineEn } from './offline.en.ts';
import { panelEn } from './panel.en.ts';
import { resultEn } from './result.en.ts';
import { runEn } from './run.en.ts';
import { shellEn } from './shell.en.ts';
import { tourOfferEn } from './tour-offer.en.ts';

export const firstEn = {
  ...chartsEn,
  ...commonEn,
  ...configEn,
  ...dataChoiceEn,
  ...deviceEn,
  ...editEn,
  ...logEn,
  ...modelEn,
  ...noticesEn,
  ...offlineEn,
  ...panelEn,
  ...resultEn,
  ...runEn,
  ...shellEn,
  ...tourOfferEn,
} as const;
