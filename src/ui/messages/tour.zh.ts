// 简体中文：页面导览。

import type { Catalogue } from './catalogue.ts';
import type { tourEn } from './tour.en.ts';

export const tourZh: Pick<Catalogue, keyof typeof tourEn> = {
  tour: {
    place: '第 {step, number} 节，共 {count, number} 节',
    next: '下一步',
    back: '上一步',
    goThere: '转到此处',
    end: '结束导览',
    finish: '完成',
    steps: {
      run: {
        title: '训练',
        text: '随时可以点击“训练”，导览会一直留在旁边。每一步，网络看 {batch} 张图片，预测它们的类别，再略微调整自己的 {parameters} 个参数，让下一次预测更准。',
      },
      epoch: {
        title: '轮次',
        text: '一轮就是把全部 {train} 张训练图片看一遍，共 {steps} 步；这次训练有 {epochs, plural, other {# 轮}}。每轮之后，会用 {validation} 张不参与学习的验证图片评估网络，也就是那条虚线。虚线不再变好，继续训练也就没有用了。{paused, select, yes {点击“继续”可接着训练。} other {}}',
      },
      convolution: {
        title: '卷积',
        text: 'c1 用 {c1} 个 5×5 的卷积核滑过图片。图片中哪里与卷积核的 25 个权重相像，比如边缘或缝线，哪里的响应就强。c3 对 c1 的输出做同样的事，找出更大的形状。',
        opened:
          '{trained, select, yes {} other {还没有开始训练，你的网络的权重仍是随机的。}}已打开 c1 第一张特征图中的一个值：25 个像素乘以 25 个权重，求和后加上偏置，就得到它。点击任意数字，可查看它的来源。',
      },
      pooling: {
        title: '池化',
        text: '每次卷积之后，每个 2×2 区域只保留{pooling, select, max {最大值} other {平均值}}。特征图的宽和高减半，缝线的确切位置也就不那么重要了。最后几层把剩下的内容加权成{classes, plural, =10 {十个分数} other { # 个分数}}，每个类别一个。',
        opened: '已打开 s2 中的一个值，以及得出它的 c1 的四个值。',
      },
      step: {
        title: '一步训练',
        text: '在一步训练中，网络看 {batch} 张图片，并略微调整每个权重，使损失下降。',
        todo: {
          ready: '训练一步，看看是怎样做到的。',
          running: '训练一步，看看是怎样做到的。之后训练会暂停。',
          ended: '训练一步，看看是怎样做到的。这会开始新的训练，取代已结束的训练。',
        },
        opened:
          '已打开第 {step} 步中的一个权重：哪些图片使它增大、哪些使它减小，以及新值的算式。在网络中点击某个权重，可查看它自己的计算过程。',
      },
      result: {
        title: '结果',
        text: '训练结束时，会用从未参与训练的 {tested, number} 张图片对最佳权重评估一次。{done, select, yes {你的网络准确率为 {accuracy}。} other {你的结果还没有出来。}}',
      },
      confusion: {
        title: '哪些类别容易混淆',
        text: '一个数字会掩盖很多细节：这张表显示哪一类被预测成了哪一类。滑块可以回看每一轮；移到末端的“最终测试”，点击数字即可查看对应的图片。',
      },
      challenge: {
        title: '轮到你了',
        text: '亲自识别 {challenge} 张图片，与你自己的网络比一比；也可以{garments, select, yes {画一件服饰} other {画点什么}}，看网络怎么预测。在页面底部可以重新开始导览。',
      },
    },
  },
};
