// 简体中文：结果，以及权重的下载与加载。

import type { Catalogue } from './catalogue.ts';
import type { resultEn } from './result.en.ts';

export const resultZh: Pick<Catalogue, keyof typeof resultEn> = {
  result: {
    title: '结果',
    empty:
      '训练结束时，会用从未参与训练的 10,000 张图片对最佳权重评估一次。作为参照：教程的 PyTorch 程序为 83–84%，人类为 83.5%。',
    testAccuracy: '测试准确率',
    correct: '{total} 张中正确 {correct} 张',
    bestEpoch: '最佳轮次',
    bestEpochValue: '第 {epoch} 轮（验证 {accuracy}）',
    time: '用时',
    device: '设备',
    deviceValue: '{engine}，{device}',
    stopped: '提前停止',
    stoppedValue: '于第 {step} 步',
    context: '作为参照：教程的 PyTorch 程序为 83–84%；在数据集自己的基准测试中，人类的准确率为 83.5%。',
    download: '下载最佳权重',
    noWeights: '还没有可下载的权重。',
    use: '在 PyTorch 中使用',
    copyCode: '复制代码',
    copied: '已复制',
    copyFailed: '浏览器不允许复制',
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
      'bad-config': '其中的配置无效。',
      busy: '正在训练，请先停止或重置。',
    },
    detail: '实际为：{found}；应为：{expected}。',
  },
};
