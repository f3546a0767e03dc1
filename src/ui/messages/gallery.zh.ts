// 简体中文：测试集图库。

import type { Catalogue } from './catalogue.ts';
import type { galleryEn } from './gallery.en.ts';

export const galleryZh: Pick<Catalogue, keyof typeof galleryEn> = {
  gallery: {
    waiting: '测试图片尚未下载。',
    beforeTest: '{count, number} 张从未参与训练的图片及其真实类别。最终测试后，这里会显示预测结果。',
    afterTest: '百分比为置信度，即网络赋予预测类别的概率。',
    image: '预测为{predicted}，真实为{truth}',
    imageBeforeTest: '真实为{truth}',
    predicted: '预测',
    true: '真实',
    correct: '正确',
    incorrect: '错误',
    confidence: '置信度',
    outcome: '显示',
    outcomes: {
      all: '全部 {count, number}',
      correct: '正确 {count, number}',
      incorrect: '错误 {count, number}',
    },
    trueClass: '真实类别',
    predictedClass: '预测类别',
    anyClass: '不限',
    order: '排序',
    orders: {
      dataset: '数据集顺序',
      'most-confident': '置信度从高到低',
      'least-confident': '置信度从低到高',
    },
    matches: '{count, plural, =0 {没有图片} other {共 # 张图片}}',
    back: '返回混淆矩阵',
    none: '没有符合条件的图片。',
    showAll: '显示全部',
    pages: '图库翻页',
    first: '第一页',
    previous: '上一页',
    next: '下一页',
    last: '最后一页',
    page: '第 {page, number} 页，共 {count, number} 页',
    keys: '左右方向键翻页，Home 和 End 键跳到第一页和最后一页。',
  },
};
