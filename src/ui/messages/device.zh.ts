// 简体中文：设备与可用的引擎。

import type { Catalogue } from './catalogue.ts';
import type { deviceEn } from './device.en.ts';

export const deviceZh: Pick<Catalogue, keyof typeof deviceEn> = {
  device: {
    title: '设备',
    checking: '正在检测可用的计算设备…',
    uses: '<strong>{engine}</strong>，运行于 {device}',
    cpu: '{threads} 个 CPU 线程',
    reasons: {
      fastest: '在这台设备上它最快，因此选用。',
      'gpu-near-tie': 'GPU 的速度与最快的引擎相差无几，又不占用 CPU，因此选用。',
      requested: '由你指定。',
      'requested-refused': '你指定的“{engine}”无法在这里使用，已改用其余引擎中最快的。',
    },
    threads: {
      reload: '目前只用一个处理器线程。重新加载一次，即可使用全部处理器线程。',
      'insecure-context':
        '目前只用一个处理器线程，因为本页不在安全地址上。通过 https 或 localhost 打开，即可使用全部线程。',
      'no-headers': '目前只用一个处理器线程：本页缺少多线程所需的响应头，浏览器也不允许页面自行添加。',
      afterRun: '训练结束后可以重新加载页面。',
      button: '重新加载页面',
    },
    compared: '引擎对比',
    trials: '每个引擎先计算两步，结果须与参考实现一致；有多个引擎可选时再测速。',
    milliseconds: '{value} 毫秒/步',
    correct: '结果正确',
    remembered: '{outcome}（检查于{time}）',
    memory:
      '上次访问的检查结果会针对当前浏览器、设备和页面版本保存，最多 30 天。引擎一旦出错，就会重新检查。',
    verdicts: {
      wrong: '结果有误：{detail}',
      failed: '失败：{detail}',
      missing: '不可用',
      emulated: '软件模拟，未测试',
      'not-needed': '未测试：已有更快的引擎可用',
      'not-loaded': '无法下载',
    },
    webgpu: {
      hardware: 'WebGPU：在 GPU 上运行（{adapter}）。',
      software:
        'WebGPU：由 CPU 模拟（{adapter}），比普通代码更慢。如果这台设备有 GPU，请在浏览器设置中开启图形加速。',
      'insecure-context': 'WebGPU：本页不在安全地址上，已被浏览器禁用。请通过 https 或 localhost 打开。',
      'no-api': 'WebGPU：此浏览器不支持。没有它也能训练；换用新版 Chrome、Edge 或 Safari 可能更快。',
      'no-adapter':
        'WebGPU：浏览器支持，但没有可用的 GPU。没有它也能训练；可以尝试在浏览器设置中开启图形加速，或更新显卡驱动。',
      'no-device':
        'WebGPU：GPU 无法启用（{detail}）。没有它也能训练；可以尝试关闭其他占用资源较多的标签页，然后重新加载。',
    },
    noDetail: '未给出原因',
  },
  speedTest: {
    title: '测速',
    start: '测试这台设备',
    afterRun: '训练结束后可以测速。',
    preparing: '正在核对各引擎',
    left: '还剩 {time}',
    interrupted: '测速中止，没有结果：开始了训练，或后台线程已更换。',
    failed: '测速失败：{message}。可再按一次重试。',
    done: '测速完成。',
    step: '经典 LeNet，每步 32 张图片；5 次测量的中位数。',
    card: 'LeNet Playground：这台设备的速度',
    milliseconds: '{value} 毫秒/步',
    range: '{low} 至 {high}',
    images: '每秒 {count, number} 张图片',
    untimed: '未测速：{detail}',
    image: '保存图片',
    copy: '复制 JSON',
    copied: '已复制。',
    notCopied: '浏览器不允许在此复制。',
    others: '我们测过的设备',
  },
};
