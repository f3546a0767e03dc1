// 简体中文：无法显示的面板。

import type { Catalogue } from './catalogue.ts';
import type { panelEn } from './panel.en.ts';

export const panelZh: Pick<Catalogue, keyof typeof panelEn> = {
  panelTitles: {
    challenge: '与模型比一比',
    confusion: '网络学到了什么',
    data: '数据集',
    drawing: '画一件服饰',
    gallery: '测试集图库',
    mistakes: '置信度最高的错误',
    network: '网络',
    runs: '训练记录',
    step: '一步训练',
    sweep: '参数扫描',
    tour: '页面导览',
  },
  panel: {
    failed: {
      load: '这一部分未能加载。',
      network: '无法连接网络。',
      file: '所需的文件未能获取。',
      updated: '本页已有新版本，旧文件已被替换。请重新加载页面；想保留的权重请先下载。',
      error: '这一部分因出错而停止显示，训练不受影响。',
      afterRun: '训练结束后可以重新加载页面。',
      retry: '重试',
      retrying: '正在重试…',
      reload: '重新加载页面',
      detail: '详情：{message}',
    },
  },
};
