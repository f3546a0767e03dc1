// 简体中文：页面导览。

import type { Catalogue } from './catalogue.ts';
import type { tourEn } from './tour.en.ts';

export const tourZh: Pick<Catalogue, keyof typeof tourEn> = {
  tour: {
    title: '页面导览',
    offer: '第一次来？',
    start: '带我看看',
    decline: '不用了',
    place: '第 {step, number} 步，共 {count, number} 步',
    next: '下一步',
    back: '上一步',
    there: '转到此处',
    end: '结束导览',
    finish: '完成',
    steps: {
      run: {
        title: '训练',
        text: '随时可以点击“训练”，导览会一直留在旁边。每一步，网络看 {batch} 张图片，猜出它们是什么，再把自己的 {parameters} 个数值稍作调整，让下一次猜得更准。',
      },
      epoch: {
        title: '一轮',
        text: '一轮就是把全部 {train} 张训练图片看一遍，共 {steps} 步；你的这次运行有 {epochs, plural, other {# 轮}}。每轮之后，网络会回答 {validation} 张不参与学习的图片，也就是那条虚线。虚线不再变好，继续训练也就没有用了。',
      },
      convolution: {
        title: '卷积',
        text: 'C1 让 {c1} 个 5×5 像素的窗口滑过图片。每个窗口有自己的 25 个权重，图片中哪里与它们相像，比如边缘或缝线，哪里的响应就强。C3 对 C1 的响应做同样的事，找出更大的形状。',
      },
      pooling: {
        title: '池化',
        text: '每次卷积之后，每 2×2 个值只保留{pooling, select, max {最大值} other {平均值}}。特征图的边长减半，缝线的确切位置也就不那么重要了。最后几层把剩下的内容加权成十个分数，每个类别一个。',
      },
      result: {
        title: '得分',
        text: '训练结束时，最佳权重会对从未参与训练的 10,000 张图片作答一次。{done, select, yes {你的网络答对了 {accuracy}。} other {你的结果还没有出来。}}',
      },
      confusion: {
        title: '谁被认成了谁',
        text: '一个数字会掩盖很多细节：这张表说明哪一类被认成了哪一类。滑块可以回看每一轮，点击最终测试中的数字即可查看对应的图片。',
      },
      challenge: {
        title: '轮到你了',
        text: '亲自分辨 20 张图片，与你自己的网络比一比；也可以在上方画一件服饰，看它会认成什么。页面底部可以再次开始导览。',
      },
    },
  },
};
