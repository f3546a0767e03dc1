// 简体中文：模型各层。

import type { Catalogue } from './catalogue.ts';
import type { modelEn } from './model.en.ts';

export const modelZh: Pick<Catalogue, keyof typeof modelEn> = {
  model: {
    title: '模型',
    caption: '各层的输出形状与参数数量',
    layer: '层',
    kind: '类型',
    output: '输出',
    parameters: '参数',
    total: '合计',
    kinds: {
      input: '图片',
      convolution: '卷积 5×5',
      flatten: '展平',
      dense: '全连接',
    },
    pooling: {
      average: '平均池化 2×2',
      max: '最大池化 2×2',
    },
    diagram: '按比例绘制的各层：{layers}',
    diagramLayer: '{name} {shape}',
    budget: {
      same: '共 {total} 个参数，与教程相同。',
      less: '共 {total} 个参数，比教程少 {count} 个。',
      more: '共 {total} 个参数，比教程多 {count} 个。',
    },
  },
};
