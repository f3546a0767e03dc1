// 简体中文：绘画面板中的服饰照片。

import type { Catalogue } from './catalogue.ts';
import type { photoEn } from './photo.en.ts';

export const photoZh: Pick<Catalogue, keyof typeof photoEn> = {
  photo: {
    choose: '选择照片…',
    note: '也可以把照片拖放到本面板，或按 Ctrl+V（⌘V）粘贴。单件服饰配纯色背景，效果最好。',
    privacy: '照片不会离开此浏览器。',
    shown: '照片 {name}',
    reading: '正在读取 {name}…',
    loaded: '{name} 已放到画板上。动笔画会取代它，点击“清空”可将其移除。',
    lowConfidence:
      '服饰与背景的颜色太接近，有些部分可能被当成背景去掉了（见“去除背景”一步）。换一种颜色的背景，或在更充足的光线下重拍，效果会更好。',
    notLoaded: '无法加载 {name}，未做任何更改。',
    refusals: {
      empty: '文件是空的，请另选一个。',
      'too-heavy': '它超过 {megabytes, number} MB，请压缩后再试。',
      heic: '这是 HEIC 图片，多数浏览器无法读取，请另存为 JPEG。',
      gif: '这是 GIF，请把其中一帧另存为 PNG 或 JPEG。',
      svg: '这是 SVG 图形而不是照片，请另存为 PNG 或 JPEG。',
      'other-type': '无论文件名是什么，它的内容都不是 PNG、JPEG 或 WebP。请选择这几种类型的文件。',
      animated: '这是动画，请把其中一帧另存为图片。',
      'no-size': '它的宽或高为零，请另选一个文件。',
      'too-small': '它的宽或高不足 {leastSide, number} 像素，请换一张更大的照片。',
      'too-large': '它的宽或高超过 {side, number} 像素，请缩小后再试。',
      'cut-off': '文件不完整，请重新下载或保存。',
      damaged: '文件已损坏，浏览器无法解码。请重新下载或保存。',
      unread: '无法读取，请重试。不能加载文件夹。',
      unsupported: '此浏览器无法处理照片，请更新浏览器或换用其他浏览器。',
      'not-loaded': '无法下载读取照片所需的代码。请检查网络连接后重试。',
      failed: '读取时发生意外错误。请重试，或另选一张照片。',
      'no-file': '拖放的内容里没有文件。请先保存图片，再来选择。',
      'no-garment': '无法把服饰与背景分开。请换一种颜色的纯色背景，把整件服饰拍下来。',
    },
    steps: {
      original: '照片',
      cut: '去除背景',
      cropped: '裁剪、转灰度并反色',
      seen: '缩小到 28×28',
    },
  },
};
