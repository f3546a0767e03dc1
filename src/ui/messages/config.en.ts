// English: the configuration.

export const configEn = {
  config: {
    title: 'Configure',
    summary:
      '{epochs} epochs · batch {batch} · {optimizer} {lr} · {activation}, {pooling} · {parameters} parameters',
    locked: 'The configuration is fixed while a run is on. Stop or reset the run to change it.',
    split: '{train} pictures to train on, {validation} to validate.',
    parameters: '{count} parameters',
    copyLink: 'Copy link',
    copied: 'Link copied',
    copyFailed: 'The browser did not allow copying; the link is in the address bar',
    restore: 'Back to “{preset}”',
    range: '{min} to {max}',
    groups: {
      training: 'Training',
      data: 'Data',
      network: 'Network',
      optimizer: 'Optimizer',
      augmentation: 'Augmentation',
    },
    fields: {
      epochs: {
        label: 'Epochs',
        note: 'Passes over the training pictures.',
      },
      batch: {
        label: 'Batch size',
        note: 'Pictures in one step.',
      },
      lr: {
        label: 'Learning rate',
        note: 'The peak, with one-cycle.',
      },
      seed: {
        label: 'Seed',
        note: 'The same seed gives the same run.',
      },
      samples: {
        label: 'Pictures',
        note: 'From the training set, before the split.',
      },
      split: {
        label: 'Training share',
        note: 'The rest validates.',
      },
      made: {
        label: 'Made pictures',
        note: 'Drawn by rule, or made of the training pictures; for drawings.',
      },
      engine: {
        label: 'Engine',
        note: 'What does the arithmetic.',
      },
      threads: {
        label: 'Threads',
        note: 'Of the WebAssembly engine; 0 for as many as pay off.',
      },
      activation: {
        label: 'Activation',
        note: 'After each convolution.',
      },
      pooling: {
        label: 'Pooling',
        note: 'How 2×2 values become one.',
      },
      dense: {
        label: 'Activation between dense layers',
        note: 'The article has none there.',
      },
      c1: {
        label: 'C1 maps',
        note: 'First convolution.',
      },
      c3: {
        label: 'C3 maps',
        note: 'Second convolution.',
      },
      f5: {
        label: 'F5 units',
        note: 'First dense layer.',
      },
      f6: {
        label: 'F6 units',
        note: 'Second dense layer.',
      },
      init: {
        label: 'Initialization',
        note: 'Where the weights begin.',
      },
      optimizer: {
        label: 'Optimizer',
        note: 'How gradients become updates.',
      },
      decay: {
        label: 'Weight decay',
        note: 'Pulls weights towards zero.',
      },
      schedule: {
        label: 'Schedule',
        note: 'The learning rate over the run.',
      },
      smoothing: {
        label: 'Label smoothing',
        note: 'Share of the target spread over all classes.',
      },
      flip: {
        label: 'Mirror',
        note: 'Left and right, at random.',
      },
      shift: {
        label: 'Shift',
        note: 'At random, by up to so many pixels.',
      },
    },
    choices: {
      sigmoid: 'Sigmoid',
      tanh: 'Tanh',
      relu: 'ReLU',
      average: 'Average',
      max: 'Max',
      pytorch: 'PyTorch’s default',
      xavier: 'Xavier',
      he: 'He',
      adam: 'Adam',
      adamw: 'AdamW',
      sgd: 'SGD with momentum',
      constant: 'Constant',
      'one-cycle': 'One-cycle',
    },
  },
} as const;
