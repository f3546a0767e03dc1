// 简体中文：逐轮记录。

import type { Catalogue } from './catalogue.ts';
import type { logEn } from './log.en.ts';

export const logZh: Pick<Catalogue, keyof typeof logEn> = {
  log: {
    title: '逐轮记录',
    empty: '每轮一行：训练和验证的损失与准确率。',
    epoch: '轮次',
    trainLoss: '训练损失',
    trainAccuracy: '训练准确率',
    validationLoss: '验证损失',
    validationAccuracy: '验证准确率',
    seconds: '用时',
    best: '最佳',
  },
};
