// 简体中文：离线使用与新版本。

import type { Catalogue } from './catalogue.ts';
import type { offlineEn } from './offline.en.ts';

export const offlineZh: Pick<Catalogue, keyof typeof offlineEn> = {
  offline: {
    states: {
      'insecure-context': '无法离线使用：本页不在安全地址上。请通过 https 或 localhost 打开。',
      refused: '无法离线使用：当前浏览器或窗口不允许存储页面，无痕窗口通常如此。',
      'page-missing': '暂时还不能离线使用：页面尚未缓存到本浏览器。',
      'images-missing': '暂时还不能离线使用：页面已缓存，但当前配置所需的图片尚未全部缓存。',
      ready: '可离线使用：页面和当前配置所需的图片都已缓存在本浏览器中。',
    },
    newVersion: {
      title: '新版本已就绪',
      what: '使用新版本会重新加载页面。想保留的权重请先下载。',
      busy: '将等到本次训练或扫描结束。',
      use: '使用新版本',
    },
  },
};
