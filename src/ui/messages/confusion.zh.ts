// 简体中文：混淆矩阵、各类别得分及其曲线。

import type { Catalogue } from './catalogue.ts';
import type { confusionEn } from './confusion.en.ts';

export const confusionZh: Pick<Catalogue, keyof typeof confusionEn> = {
  confusion: {
    empty:
      '每轮结束后，这里会显示验证集上哪些类别容易混淆；最终测试后则显示 {count, number} 张测试图片的结果，点击数字即可查看对应的图片。',
    summary: '准确率 <b>{accuracy}</b>。',
    change: {
      test: '准确率与上一次训练相比：{change} 个百分点。',
      epoch: '准确率与上一轮相比：{change} 个百分点。',
    },
    slider: {
      label: '查看轮次',
      epoch: '第 {epoch, number} 轮（共 {epochs, number} 轮），验证集',
      test: '最终测试，测试集',
    },
    matrix: '混淆矩阵：行为真实类别，列为预测类别',
    rows: '真实类别',
    columns: '预测类别',
    keys: '点击数字或按回车键，即可查看对应的图片。用方向键、Home 和 End 键在单元格之间移动。',
    keysEpoch: '用方向键、Home 和 End 键在单元格之间移动。把滑块移到末端的“最终测试”，即可查看图片。',
    cell: '{truth}预测为{predicted}：{count, number} 张',
    cellCorrect: '{truth}分类正确：{count, number} 张',
    scores: '各类别得分',
    class: '类别',
    recall: '召回率',
    precision: '精确率',
    f1: 'F1',
    mean: '平均',
    none: '无',
    explain:
      '召回率：某一类图片中分类正确的比例。精确率：预测为某一类的图片中确属该类的比例。F1：二者的调和平均。',
    explainChange: {
      test: '旁边是与上一次训练相比的变化（百分点）。',
      epoch: '旁边是与上一轮相比的变化（百分点）。',
    },
  },
  classCurves: {
    title: '各类别每轮的准确率',
    note: '基于验证集：每一类图片中分类正确的比例（即召回率）。',
    highlight: '突出显示一个类别',
    shown: '标出的类别',
    shownNote: '最多同时标出 {most, number} 类；其余类别为灰色细线。起初标出准确率最低的几类。',
    none: '无',
    axis: '轮次',
  },
};
