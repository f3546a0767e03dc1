// 简体中文：损失与准确率曲线。

import type { Catalogue } from './catalogue.ts';
import type { chartsEn } from './charts.en.ts';

export const chartsZh: Pick<Catalogue, keyof typeof chartsEn> = {
  charts: {
    loss: '损失',
    accuracy: '准确率',
    lossAxis: '交叉熵',
    accuracyAxis: '分类正确的比例',
    epochAxis: '轮次',
    step: '训练（每步）',
    train: '训练（每轮）',
    validation: '验证',
    best: '最佳轮次',
    mark: '学习率 {value}',
    emptyLoss: '训练开始后，这里会显示每一步的损失，它应当逐渐下降。',
    emptyAccuracy: '这里会显示准确率。随机猜测只有 10%。',
    position: '第 {epoch} 轮',
  },
  lossScale: {
    label: '损失的刻度',
    linear: '线性',
    log: '对数',
  },
};
