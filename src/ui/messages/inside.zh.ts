// 简体中文：逐层查看网络内部。

import type { Catalogue } from './catalogue.ts';
import type { insideEn } from './inside.en.ts';

export const insideZh: Pick<Catalogue, keyof typeof insideEn> = {
  inside: {
    title: '网络内部',
    lead: '看一张图片如何逐层通过网络。选择一张特征图或其中的一点，即可查看它对应图片的哪一部分、使用哪些权重。键盘操作：用 Tab 键进入某一层，再用方向键在特征图之间移动。',
    untrained: '点击“训练”：从第一步开始，这里会显示每一层如何处理图片。',
    waiting: '正在计算…',
    failed: '网络无法处理这张图片：{message}。请换一张图片，或重新训练。',
    noDrawing: '还没有画。请在上方画一件服饰，它会在这里通过网络。',
    image: {
      source: '图片',
      test: '测试图片',
      drawing: '手绘',
      number: '编号',
      previous: '上一张',
      next: '下一张',
      random: '随机',
    },
    weights: {
      title: '权重',
      current: '当前，已训练 {step, plural, other {# 步}}',
      best: '最佳权重，来自第 {step, number} 步',
      beforeTraining: '训练之前',
      step: '第 {step, number} 步（第 {epoch, number} 轮）',
    },
    input: {
      drawing: '网络看到的手绘图片',
      test: '测试图片：{truth}',
    },
    legend: {
      title: '颜色范围：',
      signed: '蓝色为负，橙色为正',
      unsigned: '越亮，值越大',
    },
    layers: {
      input: {
        name: '图片',
        text: '28×28 个灰度值，从 0（黑）到 1（白）。',
      },
      c1: {
        name: 'c1 · 卷积',
        text: '{maps, plural, other {# 个}} 5×5 的卷积核在图片上滑动。哪里出现了卷积核所寻找的图案（边缘、条纹或亮块），对应的特征图哪里就亮。之后每个值都经过 {activation} 激活。',
      },
      s2: {
        name: 's2 · 池化',
        average: '每个 2×2 区域合并为一个值：取平均值。特征图变小，图片稍微移动也影响不大。',
        max: '每个 2×2 区域合并为一个值：取最大值。特征图变小，图片稍微移动也影响不大。',
      },
      c3: {
        name: 'c3 · 卷积',
        text: '{maps, plural, other {# 个}}卷积核，每个都同时读取 s2 的全部 {inputs} 张特征图，在图片更大的范围内寻找前面那些图案的组合。之后同样经过 {activation} 激活。',
      },
      s4: {
        name: 's4 · 池化',
        average: '每个 2×2 区域再次合并为一个值：取平均值。每张特征图只剩下 5×5 个值。',
        max: '每个 2×2 区域再次合并为一个值：取最大值。每张特征图只剩下 5×5 个值。',
      },
      f5: {
        name: 'f5 · 全连接',
        text: '{units, plural, other {# 个}}单元，每个都是 s4 所有值的加权和：位置本身不再重要，重要的是它指向哪个类别。{between, select, none {之后没有激活函数。} other {之后经过 {between} 激活。}}',
      },
      f6: {
        name: 'f6 · 全连接',
        text: '{units, plural, other {# 个}}单元，每个都是 f5 所有单元的加权和：数量更少，也更接近类别。{between, select, none {之后没有激活函数。} other {之后经过 {between} 激活。}}',
      },
      logits: {
        name: '输出',
        text: '每个类别一个单元，是 f6 所有单元的加权和；softmax 把这十个值变成总和为 100% 的概率。',
      },
    },
    maps: '{layer} 的输出',
    mapName: '特征图 {map, number}：最大值 {value}，位于第 {row, number} 行第 {column, number} 列',
    denseName: '{count, number} 个单元：最大的是第 {unit, number} 个，值为 {value}',
    filters: {
      c1: '学到的卷积核：每张特征图对应 5×5 个权重。',
      c3: '学到的卷积核：每列对应 {maps, number} 张特征图中的一张，每行对应它所读取的 {inputs, number} 张特征图中的一张。',
      name: '{layer} 学到的卷积核：{maps, number}×{inputs, number} 个 5×5 的权重方块，取值从 {low} 到 {high}',
    },
    output: {
      title: '十个类别的概率',
      prediction: '预测：{predicted}。',
      correct: '预测：{predicted}。正确。',
      incorrect: '预测：{predicted}。错误，真实类别：{truth}。',
    },
    unit: {
      map: '{layer}，特征图 {map, number}',
      dense: '{layer}，第 {unit, number} 个单元',
      class: '输出：{name}',
      row: '行',
      column: '列',
      unit: '单元',
      rowAndColumn: '行与列',
      value: '此处的值：{value}',
      field:
        '它能看到图片中 {height, number}×{width, number} 个像素：第 {top, number} 到 {bottom, number} 行，第 {left, number} 到 {right, number} 列（已框出）。',
      pooling: {
        average: '它没有权重：取四个值的平均值。',
        max: '它没有权重：取四个值中的最大值。',
      },
      weights: {
        c1: '它的卷积核：5×5 个权重，偏置为 {bias}。',
        c3: '它的卷积核：对 s2 的 {count, plural, other {# 张}}特征图各有 5×5 个权重，偏置为 {bias}。',
        f5: '它的权重：对 s4 的 {count, plural, other {# 张}}特征图各有 5×5 个，偏置为 {bias}。',
        f6: '它的权重：对 f5 的每个单元各有一个，偏置为 {bias}。',
        logits: '它的权重：对 f6 的每个单元各有一个，偏置为 {bias}。',
      },
      mapText: '以文字显示各个值',
      weightText: '以文字显示各个权重',
    },
    occlusion: {
      show: '关键区域（遮挡分析）',
      sentence: '遮住{region}影响最大：{name}的概率下降 {points} 个百分点。',
      none: '没有哪一小块区域能单独决定{name}的概率。',
      colors: '逐块遮住 5×5 像素时概率下降的百分点：橙色区域支持“{name}”，蓝色区域相反。',
      regions: {
        topLeft: '左上方',
        topCentre: '上方',
        topRight: '右上方',
        middleLeft: '左侧',
        middleCentre: '中间',
        middleRight: '右侧',
        bottomLeft: '左下方',
        bottomCentre: '下方',
        bottomRight: '右下方',
      },
    },
  },
};
