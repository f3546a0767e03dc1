// English: the result, and weights to download or load.

export const resultEn = {
  result: {
    title: 'Result',
    empty:
      'At the end the best weights are scored once on 10,000 pictures that training never saw. For scale: the article’s PyTorch program reaches 83–84%, people 83.5%.',
    testAccuracy: 'Test accuracy',
    right: '{correct} of {total} right',
    bestEpoch: 'Best epoch',
    bestEpochValue: '{epoch} (validation {accuracy})',
    time: 'Time',
    device: 'Device',
    deviceValue: '{engine}, {device}',
    stopped: 'Stopped',
    stoppedValue: 'at step {step}',
    context:
      'For scale: the article’s PyTorch program reaches 83–84%, and people score 83.5% in the dataset’s own benchmark.',
    download: 'Download best weights',
    noWeights: 'There are no weights to download yet.',
    use: 'Use them in PyTorch',
    copyCode: 'Copy the code',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying',
  },
  load: {
    choose: 'Load weights…',
    note: 'A .safetensors file of this page or of the tutorial’s LeNet in PyTorch: choose it, or drop it here.',
    onward: 'Train on from these',
    origin: 'Weights',
    fromFile: 'from the file {name}',
    fromBefore: 'trained on from earlier ones',
    assumed:
      '{name} does not say how it was trained: sigmoid, average pooling and no activation between the dense layers are assumed, as in the article.',
    refused: '{name} was not taken; everything is as it was.',
    reasons: {
      unread: 'It could not be read: try again. A folder can’t be loaded.',
      'too-large': 'It is larger than any weight file of this network.',
      'not-safetensors': 'It is not a whole safetensors file.',
      'other-tensors': 'It holds another network than a LeNet of this family.',
      'not-finite': 'Some of its weights are not finite numbers.',
      'newer-version': 'It was written by a newer version of this page: reload the page to get that version.',
      'bad-config': 'The configuration in it can’t be right.',
      busy: 'A run is on: stop or reset it first.',
    },
    detail: 'Found: {found}. Expected: {expected}.',
  },
} as const;
