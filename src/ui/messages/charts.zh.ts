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
    emptyAccuracy: '这里会显示准确率。随机猜测只有 {chance}。',
    position: '第 {epoch} 轮',
  },
  liftedLoss: {
    why: '为什么训练损失高于验证损失？',
    figures: '第 {epoch, number} 轮：训练 {train}，验证 {validation}。只有训练损失：',
    smoothing: '包含标签平滑 {value}，因此任何预测都不会低于 {least}；',
    augmentation: {
      flip: '是在镜像后的图片上计算的，这些图片更难；',
      shift: '是在平移后的图片上计算的，这些图片更难；',
      both: '是在镜像和平移后的图片上计算的，这些图片更难；',
    },
    synthetic: '还计入了合成手绘；',
    mean: '是整轮的平均值，而网络在这一轮中仍在进步。',
  },
  lossScale: {
    label: '损失的刻度',
    linear: '线性',
    log: '对数',
  },
};
