// 简体中文：导览的邀请。

import type { Catalogue } from './catalogue.ts';
import type { tourOfferEn } from './tour-offer.en.ts';

export const tourOfferZh: Pick<Catalogue, keyof typeof tourOfferEn> = {
  tourOffer: {
    start: '开始导览',
    decline: '不用了',
  },
};
