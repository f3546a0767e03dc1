// 简体中文：嵌入其他网站的页面。

import type { Catalogue } from './catalogue.ts';
import type { embedEn } from './embed.en.ts';

export const embedZh: Pick<Catalogue, keyof typeof embedEn> = {
  embed: {
    open: '打开完整页面',
    newTab: '在新标签页中',
    notSaved:
      '本次训练没有保存：嵌入其他网站时，浏览器不给本页面分配存储空间。要保存训练，请在完整页面中训练。',
    other: {
      title: '另一个框架或标签页正在训练',
      takeOver: '在此继续它的训练',
      note: '在此继续会停止那边的训练，不会丢失任何内容。',
    },
    unreadableOrigin:
      '框架地址中的“origin={value}”不是有效的源（例如 https://example.org），因此框架不与所在网站交换消息。请更正地址。',
  },
};
