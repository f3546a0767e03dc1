// 简体中文：导出训练。

import type { Catalogue } from './catalogue.ts';
import type { exportEn } from './export.en.ts';

export const exportZh: Pick<Catalogue, keyof typeof exportEn> = {
  export: {
    button: '导出',
    lead: '在其他程序中使用这次训练。文件在本设备上生成，不会上传。',
    formats: {
      script: 'PyTorch 脚本',
      notebook: 'Jupyter 笔记本',
      onnx: 'ONNX',
      tfjs: 'TensorFlow.js',
      zip: '全部（zip）',
    },
    notes: {
      script: 'train.py 在 PyTorch 中重新训练：初始权重相同，图片顺序相同。',
      notebook: '同样的代码，分成单元格，可用 Jupyter 或 Colab 打开，权重已包含在内。',
      onnx: '最佳权重，可用 ONNX Runtime、Netron 等许多程序打开。',
      tfjs: '最佳权重，供 TensorFlow.js 和 Keras 使用（zip）。',
      zip: '以上全部，加上 PyTorch 权重和说明文件，可直接作为 Hugging Face 仓库。',
    },
    withImages: '包含图片（最多 {size}）',
    imagesBusy: '训练结束后才能包含图片。',
    onlyScored: {
      edited: '这次训练的权重经过手动修改，无法按配置复现。脚本和笔记本只对权重进行测试。',
      file: '这次训练的权重来自文件，无法按配置复现。脚本和笔记本只对权重进行测试。',
    },
    working: '正在生成 {name}…',
    saved: '已保存 {name}。',
    failed: '无法生成 {name}。需要训练好的权重和这次训练的数据；训练进行中不能包含图片。',
    code: '{name} 的代码',
    copy: '复制代码',
    copied: '已复制。',
    copyFailed: '浏览器不允许复制。请选中代码后手动复制。',
    save: '保存 {name}',
  },
};
