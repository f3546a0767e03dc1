// 简体中文：多个面板共用的词：类别、引擎、时长。

import type { Catalogue } from './catalogue.ts';
import type { commonEn } from './common.en.ts';

export const commonZh: Pick<Catalogue, keyof typeof commonEn> = {
  classes: {
    tshirt: 'T恤/上衣',
    trouser: '裤子',
    pullover: '套衫',
    dress: '连衣裙',
    coat: '外套',
    sandal: '凉鞋',
    shirt: '衬衫',
    sneaker: '运动鞋',
    bag: '包',
    boot: '短靴',
  },
  classesShort: {
    tshirt: 'T恤',
    trouser: '裤子',
    pullover: '套衫',
    dress: '连衣裙',
    coat: '外套',
    sandal: '凉鞋',
    shirt: '衬衫',
    sneaker: '运动鞋',
    bag: '包',
    boot: '短靴',
  },
  engines: {
    auto: '自动',
    webgpu: 'WebGPU 融合内核',
    tfjs: 'TensorFlow.js（WebGPU）',
    wasm: 'WebAssembly',
    reference: '纯 TypeScript 循环',
  },
  time: {
    hours: '{hours}\u00A0小时 {minutes}\u00A0分',
    minutes: '{minutes}\u00A0分 {seconds}\u00A0秒',
    seconds: '{seconds}\u00A0秒',
  },
};
