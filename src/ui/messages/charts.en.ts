// English: the charts of loss, accuracy and accuracy by class.

export const chartsEn = {
  charts: {
    loss: 'Loss',
    accuracy: 'Accuracy',
    lossAxis: 'cross-entropy (nats)',
    accuracyAxis: 'share right',
    epochAxis: 'epoch',
    step: 'training, by step',
    train: 'training, by epoch',
    validation: 'validation',
    best: 'best epoch',
    mark: 'lr {value}',
    emptyLoss: 'The loss of each step appears here as soon as training begins. It should fall.',
    emptyAccuracy: 'The share of pictures told right appears here. Guessing would stay at 10%.',
    position: 'Epoch {epoch}',
  },
  lossScale: {
    label: 'Scale of the loss',
    linear: 'Linear',
    log: 'Log',
  },
  classCurves: {
    title: 'Accuracy of each class, epoch by epoch',
    note: 'On the validation set: the share of each class that was told right (its recall).',
    highlight: 'Highlight a class',
    nothing: 'None',
    axis: 'epoch',
  },
} as const;
