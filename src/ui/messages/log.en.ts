// English: the table of epochs.

export const logEn = {
  log: {
    title: 'Epochs',
    empty: 'One row per epoch: training and validation loss and accuracy.',
    epoch: 'Epoch',
    trainLoss: 'Train loss',
    trainAccuracy: 'Train acc.',
    validationLoss: 'Val. loss',
    validationAccuracy: 'Val. acc.',
    seconds: 'Time',
    best: 'best',
  },
} as const;
