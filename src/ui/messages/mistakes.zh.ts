// 简体中文：置信度最高的错误。

import type { Catalogue } from './catalogue.ts';
import type { mistakesEn } from './mistakes.en.ts';

export const mistakesZh: Pick<Catalogue, keyof typeof mistakesEn> = {
  mistakes: {
    note: '数据集中有些标签本身有误：如果你的判断与网络一致，错的可能是标签。最相似的训练图片说明了网络当初学到的是什么。',
    none: '没有预测错误的图片。',
    predicted: '预测',
    label: '标签',
    image: '预测为{predicted}，标签为{truth}',
    find: '查找最相似的训练图片',
    searching: '正在查找…',
    found: '已与训练集中的 {count, plural, other {# 张}}图片比较。',
    foundOfRun: '已与本次训练所用的 {count, plural, other {# 张}}图片比较。',
    noData: '训练图片尚未下载。',
    neighbour: '最相似的训练图片：{truth}',
    mostSimilar: '最相似',
    identical: '同一张图片，训练集中也有',
    distance: '灰度相差 {levels}（最大 255）',
    all: '在图库中查看全部错误',
  },
};
