// 简体中文：混淆矩阵与各类别得分。

import type { Catalogue } from './catalogue.ts';
import type { confusionEn } from './confusion.en.ts';

export const confusionZh: Pick<Catalogue, keyof typeof confusionEn> = {
  confusion: {
    title: '网络学到了什么',
    empty:
      '每轮结束后，这里的表格会显示验证集中哪一类被认成了哪一类；训练结束后则显示 10,000 张测试图片的情况，那时点击数字即可查看对应的图片。',
    summary: '准确率 <b>{accuracy}</b>，平均精确率 {precision}，平均召回率 {recall}，平均 F1 {f1}。',
    change: {
      test: '准确率与本次访问中的上一次运行相比：{change} 个百分点。',
      epoch: '准确率与上一轮相比：{change} 个百分点。',
    },
    moment: '时刻',
    momentEpoch: '第 {epoch, number} 轮（共 {epochs, number} 轮），验证集',
    momentTest: '最终测试，测试集',
    matrix: '混淆矩阵：行为真实类别，列为预测类别',
    rows: '纵向：真实类别',
    columns: '横向：被认成的类别',
    keys: '按方向键在单元格之间移动，按 Home 和 End 键跳到行首和行尾，按回车键查看该单元格的图片。',
    keysEpoch:
      '按方向键在单元格之间移动，按 Home 和 End 键跳到行首和行尾。把滑块移到末端的“最终测试”，即可查看图片。',
    cell: '{truth}被认成{predicted}：{count, number} 张',
    cellRight: '{truth}认对：{count, number} 张',
    scores: '各类别得分',
    class: '类别',
    recall: '召回率',
    precision: '精确率',
    f1: 'F1',
    all: '平均',
    none: '无',
    explain:
      '召回率：某一类图片中认对的比例。精确率：被认成某一类的图片中确属该类的比例。F1：二者的调和平均。',
    explainChange: {
      test: '旁边是与本次访问中的上一次运行相比的变化（百分点）。',
      epoch: '旁边是与上一轮相比的变化（百分点）。',
    },
  },
};
