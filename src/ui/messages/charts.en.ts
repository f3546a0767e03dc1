// English: the charts of loss and accuracy.

export const chartsEn = {
  charts: {
    loss: 'Loss',
    accuracy: 'Accuracy',
    lossAxis: 'cross-entropy',
    accuracyAxis: 'share of correct predictions',
    epochAxis: 'epoch',
    step: 'training, per step',
    train: 'training, per epoch',
    validation: 'validation',
    best: 'best epoch',
    mark: 'lr {value}',
    emptyLoss: 'The loss of each step appears here once training starts. It should go down.',
    emptyAccuracy: 'Accuracy appears here. Random guessing gives {chance}.',
    position: 'Epoch {epoch}',
  },
  liftedLoss: {
    why: 'Why is training loss above validation loss?',
    figures: 'Epoch {epoch, number}: training {train}, validation {validation}. Only the training loss:',
    smoothing: 'includes label smoothing {value}, with which no prediction gets below {least};',
    augmentation: {
      flip: 'is measured on mirrored images, which are harder;',
      shift: 'is measured on shifted images, which are harder;',
      both: 'is measured on mirrored and shifted images, which are harder;',
    },
    synthetic: 'also counts the synthetic drawings;',
    mean: 'is a mean over the epoch, while the network still improves.',
  },
  lossScale: {
    label: 'Loss scale',
    linear: 'Linear',
    log: 'Log',
  },
} as const;
