// 简体中文：数据的选择与缺失的数据。

import type { Catalogue } from './catalogue.ts';
import type { dataChoiceEn } from './data-choice.en.ts';

export const dataChoiceZh: Pick<Catalogue, keyof typeof dataChoiceEn> = {
  dataChoice: {
    yourData: '你的数据',
    back: '回到 FashionMNIST',
    missing: {
      title: '这次训练需要另外的数据',
      text: '它用的是数据集 {data}（{classes, plural, other {# 个类别}}），而这台设备上没有它。选择它的文件后就可以开始训练。',
      choose: '选择它的文件',
    },
  },
};
