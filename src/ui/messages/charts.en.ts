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
    emptyAccuracy: 'Accuracy appears here. Random guessing gives 10%.',
    position: 'Epoch {epoch}',
  },
  lossScale: {
    label: 'Loss scale',
    linear: 'Linear',
    log: 'Log',
  },
} as const;
