// 简体中文：结果，以及权重的下载与加载。

import type { Catalogue } from './catalogue.ts';
import type { resultEn } from './result.en.ts';

export const resultZh: Pick<Catalogue, keyof typeof resultEn> = {
  result: {
    title: '结果',
    empty:
      '训练结束时，会用从未参与训练的 10,000 张图片对最佳权重评估一次。作为参照：教程的 PyTorch 程序（修正错误后）为 83–84%，人类为 83.5%（其中 1,000 张，每张由三人判断，取多数）。',
    emptyOwn: '训练结束时，会用从未参与训练的 {count, number} 张测试图片对最佳权重评估一次。',
    testAccuracy: '测试准确率',
    correct: '{total} 张中正确 {correct} 张',
    bestEpoch: '最佳轮次',
    bestEpochValue: '第 {epoch} 轮（验证 {accuracy}）',
    time: '用时',
    device: '设备',
    deviceValue: '{engine}，{device}',
    stopped: '提前停止',
    stoppedValue: '于第 {step} 步',
    context:
      '作为参照：教程的 PyTorch 程序（修正错误后）为 83–84%；在数据集自己的基准测试中，人类的准确率为 83.5%（1,000 张测试图片，每张由三人判断，取多数）。',
    download: '下载最佳权重',
    noWeights: '还没有可下载的权重。',
    use: '在 PyTorch 中使用',
    copyCode: '复制代码',
    copied: '已复制',
    copyFailed: '浏览器不允许复制',
  },
  finding: {
    label: '发现',
    both: '{first}{second}',
    gallery: '打开图库',
    noMistakes: '测试图片全部分类正确。',
    weakest: {
      title: '{name}：{total} 张中正确 {correct} 张',
      text: '{classes, plural, =10 {十个类别} other {# 个类别}}中最低。最常被预测为{other}：{count, plural, other {# 次}}。',
      next: '查看它们被预测成了什么',
    },
    chance: {
      always: '{every, select, yes {所有图片都预测为{name}} other {{total} 张中有 {count} 张预测为{name}}}',
      guessing: '网络的预测与随机猜测无异',
      'rate-too-high': '学习率 {rate} 可能过大。',
      'rate-too-low': '学习率 {rate} 可能过小。',
      'too-few-steps': '只训练了 {count, plural, other {# 步}}，可能还不足以学到什么。',
      settings: '原因可能在于与“{preset}”不同的设置。',
      unknown: '这些权重学到的内容与这些图片不符。',
      evidence: '查看全部预测',
    },
    collapse: {
      title: '第 {epoch, number} 轮之前学到的内容后来又丢失了',
      text: '验证准确率从 {best} 降到 {last}。',
      evidence: '查看准确率曲线',
    },
    dead: {
      title: '{layer} 的大部分单元已失效',
      maps: '对于 {images, number} 张测试图片，{layer} 的 {units, number} 张特征图中有 {dead, number} 张的输出始终不变。',
      units:
        '对于 {images, number} 张测试图片，{layer} 的 {units, number} 个单元中有 {dead, number} 个的输出始终不变。',
      why: '它们已不再学习，可能是学习率 {rate} 过大所致。',
      evidence: '在网络中查看其中一个',
    },
    overfitting: {
      title: '第 {epoch, number} 轮之后验证损失最低',
      text: '此后它从 {lowest} 升到 {last}，训练准确率（{train}）与验证准确率（{validation}）拉开了差距：网络过拟合了。',
      evidence: '查看损失曲线',
    },
    train: {
      rate: '以学习率 {rate} 训练',
      epochs: '训练 {count, plural, other {# 轮}}',
      augmented: '用镜像和平移后的图片训练',
      shifted: '用平移后的图片训练',
      preset: '按“{preset}”的设置训练',
    },
  },
  load: {
    choose: '加载权重…',
    note: '本页面或教程中 PyTorch LeNet 的 .safetensors 文件：点击选择，或拖放到这里。',
    fineTune: '微调这些权重',
    source: '权重来源',
    fromFile: '文件 {name}',
    fineTuned: '由先前的权重微调而来',
    assumed: '{name} 没有说明训练方式，因此按教程假定：sigmoid 激活、平均池化、全连接层之间没有激活函数。',
    notLoaded: '无法加载 {name}，未做任何更改。',
    reasons: {
      unread: '无法读取，请重试。不能加载文件夹。',
      'too-large': '它比该网络的任何权重文件都大。',
      'not-safetensors': '它不是完整的 safetensors 文件。',
      'other-tensors': '其中是另一种网络，不是这类 LeNet。',
      'not-finite': '其中有些权重不是有限的数值。',
      'newer-version': '它由更新版本的页面写成，请重新加载页面以获取新版本。',
      'bad-version': '其中的版本号无效。',
      'other-classes': '其中的网络与这里的数据类别数不同。',
      'bad-config': '其中的配置无效。',
      busy: '正在训练，请先停止或重置。',
    },
    detail: '实际为：{found}；应为：{expected}。',
  },
};
