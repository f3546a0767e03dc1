// English: the result, and weights to download or load.

export const resultEn = {
  result: {
    title: 'Result',
    empty:
      'At the end the best weights are scored once on 10,000 images that were never used for training. For comparison: the tutorial’s PyTorch program reaches 83–84%, people 83.5%.',
    testAccuracy: 'Test accuracy',
    correct: '{correct} of {total} correct',
    bestEpoch: 'Best epoch',
    bestEpochValue: '{epoch} (validation {accuracy})',
    time: 'Time',
    device: 'Device',
    deviceValue: '{engine}, {device}',
    stopped: 'Stopped',
    stoppedValue: 'at step {step}',
    context:
      'For comparison: the tutorial’s PyTorch program reaches 83–84%, and people reach 83.5% in the dataset’s own benchmark.',
    download: 'Download best weights',
    noWeights: 'There are no weights to download yet.',
    use: 'Use in PyTorch',
    copyCode: 'Copy code',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying',
  },
  load: {
    choose: 'Load weights…',
    note: 'A .safetensors file from this page or from the tutorial’s PyTorch LeNet: choose it, or drop it here.',
    fineTune: 'Fine-tune these weights',
    source: 'Weights',
    fromFile: 'from the file {name}',
    fineTuned: 'fine-tuned from earlier weights',
    assumed:
      '{name} does not say how it was trained. As in the tutorial, sigmoid, average pooling and no activation between the dense layers are assumed.',
    notLoaded: '{name} could not be loaded. Nothing changed.',
    reasons: {
      unread: 'It could not be read. Try again. A folder can’t be loaded.',
      'too-large': 'It is larger than any weight file of this network.',
      'not-safetensors': 'It is not a complete safetensors file.',
      'other-tensors': 'It contains a different network, not a LeNet of this kind.',
      'not-finite': 'Some of its weights are not finite numbers.',
      'newer-version': 'It was written by a newer version of this page. Reload the page to get that version.',
      'bad-version': 'Its version number is not valid.',
      'bad-config': 'Its configuration is not valid.',
      busy: 'A run is in progress. Stop or reset it first.',
    },
    detail: 'Found: {found}. Expected: {expected}.',
  },
} as const;
