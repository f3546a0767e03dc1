// 简体中文：设备与可用的引擎。

import type { Catalogue } from './catalogue.ts';
import type { deviceEn } from './device.en.ts';

export const deviceZh: Pick<Catalogue, keyof typeof deviceEn> = {
  device: {
    title: '设备',
    looking: '正在检测可用的计算设备…',
    uses: '<strong>{engine}</strong>，运行于 {device}',
    cpu: '处理器的 {threads} 个线程',
    reasons: {
      fastest: '在这里它最快，因此选用。',
      'gpu-near-tie': 'GPU 与最快者相差无几，又不占用处理器，因此选用。',
      requested: '由你指定。',
      'requested-refused': '你指定的“{engine}”无法在这里使用，已改用其余引擎中最快的。',
    },
    compared: '引擎对比',
    trials: '每个引擎先与参考实现对照计算两步，再测速。',
    milliseconds: '{value} 毫秒/步',
    verdicts: {
      wrong: '结果有误，不采用：{detail}',
      failed: '失败：{detail}',
      missing: '此处没有',
      emulated: '软件模拟，未试',
    },
    webgpu: {
      hardware: 'WebGPU：由 GPU 执行（{adapter}）。',
      software:
        'WebGPU：由 CPU 模拟（{adapter}），比普通代码更慢。如果这台设备有 GPU，请在浏览器设置中开启图形加速。',
      'insecure-context': 'WebGPU：本页不在安全地址上，浏览器不提供。请通过 https 或 localhost 打开。',
      'no-api': 'WebGPU：此浏览器不支持。没有它也能训练；换用新版 Chrome、Edge 或 Safari 可能更快。',
      'no-adapter':
        'WebGPU：浏览器支持，但没有可用的图形适配器。没有它也能训练；可尝试在浏览器设置中开启图形加速，或更新显卡驱动。',
      'no-device':
        'WebGPU：图形适配器无法启用（{detail}）。没有它也能训练；可尝试关闭其他占用较多资源的标签页后重新加载。',
    },
    noDetail: '未给出原因',
  },
};
