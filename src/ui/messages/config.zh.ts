// 简体中文：配置。

import type { Catalogue } from './catalogue.ts';
import type { configEn } from './config.en.ts';

export const configZh: Pick<Catalogue, keyof typeof configEn> = {
  config: {
    title: '配置',
    summary:
      '{epochs} 轮 · 批大小 {batch} · {optimizer} {lr} · {activation}，{pooling}池化 · {parameters} 个参数',
    locked: '运行期间不能修改配置。停止或重置后即可修改。',
    split: '{train} 张用于训练，{validation} 张用于验证。',
    parameters: '{count} 个参数',
    copyLink: '复制链接',
    copied: '链接已复制',
    copyFailed: '浏览器不允许复制；链接就在地址栏中',
    restore: '恢复“{preset}”',
    range: '{min} 到 {max}',
    groups: {
      training: '训练',
      data: '数据',
      network: '网络',
      optimizer: '优化器',
      augmentation: '数据增强',
    },
    fields: {
      epochs: {
        label: '轮数',
        note: '遍历训练图片的次数。',
      },
      batch: {
        label: '批大小',
        note: '每一步使用的图片数。',
      },
      lr: {
        label: '学习率',
        note: '使用 one-cycle 时为峰值。',
      },
      seed: {
        label: '随机种子',
        note: '种子相同，运行过程就相同。',
      },
      samples: {
        label: '图片数',
        note: '取自训练集，划分之前。',
      },
      split: {
        label: '训练占比',
        note: '其余用于验证。',
      },
      made: {
        label: '合成图片',
        note: '按规则画出，或由训练图片生成，便于识别手绘。',
      },
      engine: {
        label: '引擎',
        note: '由谁来计算。',
      },
      threads: {
        label: '线程数',
        note: '仅用于 WebAssembly 引擎；0 表示自动选择。',
      },
      activation: {
        label: '激活函数',
        note: '位于每个卷积层之后。',
      },
      pooling: {
        label: '池化',
        note: '如何把 2×2 个值合为一个。',
      },
      dense: {
        label: '全连接层之间的激活',
        note: '原文没有。',
      },
      c1: {
        label: 'C1 特征图数',
        note: '第一个卷积层。',
      },
      c3: {
        label: 'C3 特征图数',
        note: '第二个卷积层。',
      },
      f5: {
        label: 'F5 单元数',
        note: '第一个全连接层。',
      },
      f6: {
        label: 'F6 单元数',
        note: '第二个全连接层。',
      },
      init: {
        label: '初始化',
        note: '权重从哪里开始。',
      },
      optimizer: {
        label: '优化器',
        note: '如何把梯度变成更新。',
      },
      decay: {
        label: '权重衰减',
        note: '把权重拉向零。',
      },
      schedule: {
        label: '学习率策略',
        note: '学习率在训练中如何变化。',
      },
      smoothing: {
        label: '标签平滑',
        note: '目标概率中均分给所有类别的部分。',
      },
      flip: {
        label: '镜像',
        note: '随机左右翻转。',
      },
      shift: {
        label: '平移',
        note: '随机移动，最多这么多像素。',
      },
    },
    choices: {
      sigmoid: 'Sigmoid',
      tanh: 'Tanh',
      relu: 'ReLU',
      average: '平均',
      max: '最大',
      pytorch: 'PyTorch 默认',
      xavier: 'Xavier',
      he: 'He',
      adam: 'Adam',
      adamw: 'AdamW',
      sgd: '带动量的 SGD',
      constant: '恒定',
      'one-cycle': 'One-cycle',
    },
  },
};
