// 简体中文：页眉和页脚。

import type { Catalogue } from './catalogue.ts';
import type { shellEn } from './shell.en.ts';

export const shellZh: Pick<Catalogue, keyof typeof shellEn> = {
  app: {
    task: '任务',
    title: 'LeNet Playground',
    documentTitle: 'LeNet Playground：在浏览器里训练 LeNet-5',
    lead: '点击“训练”，LeNet-5 就会用 FashionMNIST 图片学习识别十类服饰，全程都在这个标签页里完成。',
    leadOwn:
      '点击“训练”，LeNet-5 就会学习识别“{name}”的 {count, plural, other {# 个类别}}，全程都在这个标签页里完成。',
    language: '语言',
    languages: { en: 'English', zh: '简体中文' },
    languagesShort: { en: 'EN', zh: '中文' },
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    watch: '曲线和设备',
    loading: '正在加载…',
    privacy: '不会上传任何数据：训练、手绘、照片和权重都只留在你的设备上。',
    dataset: '图片来自 <link>FashionMNIST</link>，Zalando SE，MIT 许可证。',
    datasetOwn: '图片来自你自己的数据“{name}”。',
    thirdParty: '本页面使用了开源软件包，参见<link>许可证</link>。',
  },
  views: {
    label: '视图',
    network: '网络',
    step: '单步',
    results: '结果',
    gallery: '图库',
    draw: '手绘',
    challenge: '挑战',
    setup: '设置',
    data: '数据',
    runs: '记录',
    sweep: '扫描',
  },
};
