// 简体中文：损失、准确率及各类别准确率的曲线。

import type { Catalogue } from './catalogue.ts';
import type { chartsEn } from './charts.en.ts';

export const chartsZh: Pick<Catalogue, keyof typeof chartsEn> = {
  charts: {
    loss: '损失',
    accuracy: '准确率',
    lossAxis: '交叉熵（nat）',
    accuracyAxis: '正确比例',
    epochAxis: '轮次',
    step: '训练（每步）',
    train: '训练（每轮）',
    validation: '验证',
    best: '最佳轮次',
    mark: '学习率 {value}',
    emptyLoss: '训练开始后，这里会画出每一步的损失。它应当逐渐下降。',
    emptyAccuracy: '这里会画出分类正确的比例。随机猜测只有 10%。',
    position: '第 {epoch} 轮',
  },
  lossScale: {
    label: '损失的刻度',
    linear: '线性',
    log: '对数',
  },
  classCurves: {
    title: '各类别逐轮的准确率',
    note: '基于验证集：每一类图片中认对的比例（即召回率）。',
    highlight: '突出显示一个类别',
    nothing: '无',
    axis: '轮次',
  },
};
