// English: the model’s layers.

export const modelEn = {
  model: {
    title: 'Model',
    caption: 'Layers with output shapes and parameter counts',
    layer: 'Layer',
    kind: 'Kind',
    output: 'Output',
    parameters: 'Parameters',
    total: 'Total',
    kinds: {
      input: 'image',
      convolution: 'convolution 5×5',
      flatten: 'flatten',
      dense: 'dense',
    },
    pooling: {
      average: 'average pooling 2×2',
      max: 'max pooling 2×2',
    },
    diagram: 'The layers, drawn to scale: {layers}',
    diagramLayer: '{name} {shape}',
    budget: {
      same: '{total} parameters, as many as in the tutorial.',
      less: '{total} parameters, {count} fewer than in the tutorial.',
      more: '{total} parameters, {count} more than in the tutorial.',
    },
  },
} as const;
