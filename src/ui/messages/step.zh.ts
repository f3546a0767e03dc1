// 简体中文：把一步训练拆开来看。

import type { Catalogue } from './catalogue.ts';
import type { stepEn } from './step.en.ts';

export const stepZh: Pick<Catalogue, keyof typeof stepEn> = {
  step: {
    empty: '点击“单步”，训练一步，即可在这里查看。',
    waiting: '正在计算…',
    train: '训练一步',
    summary:
      '第 {step, number} 步：{count, plural, other {# 张图片}}，学习率 {rate}。这些图片的平均损失：{before} → {after}。',
    why: '为什么？',
    batch: {
      title: '批次',
      order: '排序',
      orders: { gradient: '影响最大', loss: '损失最高' },
      why: '梯度的长度表示一张图片对全部权重的拉动有多强。已经被正确分类且置信度高的图片，拉动很小。有些图片的损失会上升，因为所有图片共用这一步。',
      key: '预测结果、这一步前 → 后的损失、梯度的长度。',
      correct: '正确',
      incorrect: '错误',
      label: '实为{truth}',
      image:
        '图片 {number}：{truth}。预测：{predicted}，{confidence}，{correct, select, yes {正确} other {错误}}。损失 {before}，这一步之后 {after}。梯度 {gradient}。',
      all: '显示全部 {count} 张',
      fewer: '收起',
    },
    layers: {
      title: '各层',
      layer: '层',
      gradient: '梯度',
      update: '变化',
      note: '每层全部权重的长度（L2 范数）。',
    },
    maps: {
      title: '梯度图',
      mean: '整批平均',
      image: '图片 {number}：{truth}',
      choose: '选择批次中的一张图片，查看它自己的梯度。',
      output: '输出',
      gradient: '梯度',
      outputName: '{layer}，输出从 {low} 到 {high}',
      gradientName: '{layer}，梯度从 {low} 到 {high}',
      why: '梯度表示：如果这个值稍大一点，损失会怎样变化。橙色：损失上升；蓝色：损失下降。',
    },
    parameter: {
      title: '计算过程',
      tensor: '权重或偏置',
      axes: { output: '输出', input: '输入', row: '行', column: '列' },
      range: '0–{last, number}',
      largest: '变化最大的',
      change: '{name}：{before} → {after}',
      line: '已保存的 {count, number} 步中的值：第 {from, number} 步为 {first}，第 {to, number} 步为 {last}',
      up: '使它变大',
      down: '使它变小',
      nobody: '没有图片',
      pullHint: '点击图片，可在批次中查看它。',
      others: '{count, plural, other {其余 # 张}}',
      image: '图片 {number}：{truth}',
      terms: {
        mean: '平均梯度 g',
        gradient: '加上权重衰减',
        velocity: '动量',
        moment1: '一阶矩 m',
        moment2: '二阶矩 v',
        corrected1: '修正后的 m',
        corrected2: '修正后的 v',
        rate: '学习率',
      },
      formula: {
        adam: '新值 = 旧值 − 学习率 × m / (√v + ε)',
        adamw: '新值 = 旧值 − 学习率 × 衰减 × 旧值 − 学习率 × m / (√v + ε)',
        sgd: '新值 = 旧值 − 学习率 × 动量',
      },
      whyPull: '更新沿梯度的反方向进行。因此梯度为负的图片使这个值变大，梯度为正的使它变小。',
      whyRule: {
        adam: 'Adam 为每个权重保存两个滑动平均：梯度的（一阶矩 m）和梯度平方的（二阶矩 v）。用 m 除以 v 的平方根，无论梯度多小，各权重的步长都相近。两个平均都从 0 开始，因此早期需要修正。',
        adamw:
          'AdamW 为每个权重保存两个滑动平均：梯度的（一阶矩 m）和梯度平方的（二阶矩 v）。用 m 除以 v 的平方根，无论梯度多小，各权重的步长都相近。权重衰减再把每个值按相同比例缩小。',
        sgd: '动量保留上一步方向的 90%，再加上新的梯度。梯度方向一致时步子变大，方向来回变化时相互抵消。',
      },
    },
  },
};
