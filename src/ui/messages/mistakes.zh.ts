// 简体中文：置信度最高的错误。

import type { Catalogue } from './catalogue.ts';
import type { mistakesEn } from './mistakes.en.ts';

export const mistakesZh: Pick<Catalogue, keyof typeof mistakesEn> = {
  mistakes: {
    title: '最有把握的错误',
    note: '数据集中有些标签看起来有误：如果你的判断与网络一致，错的可能是标签。与之最相似的训练图片，能说明网络当初学到的是什么。',
    none: '没有答错任何图片。',
    taken: '被认成',
    label: '标签',
    picture: '被认成{predicted}，标签为{truth}',
    find: '查找最相似的训练图片',
    finding: '正在查找…',
    found: '已与 {count, number} 张训练图片比较。',
    noData: '训练图片尚未下载。',
    like: '最相似的训练图片：{truth}',
    alike: '最相似',
    same: '同一张图片，训练集中也有',
    distance: '灰度相差 {levels}（最大 255）',
    all: '在图库中查看全部错误',
  },
};
