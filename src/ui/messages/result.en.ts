// English: the result, and weights to download or load.

export const resultEn = {
  result: {
    title: 'Result',
    empty:
      'At the end the best weights are scored once on 10,000 images that were never used for training. For comparison: the tutorial’s PyTorch program, as repaired, reaches 83–84%, people 83.5% (1,000 of these images, three people each, majority vote).',
    emptyOwn:
      'At the end the best weights are scored once on {count, plural, one {# test image that was} other {# test images that were}} never used for training.',
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
      'For comparison: the tutorial’s PyTorch program, as repaired, reaches 83–84%, and people reach 83.5% in the dataset’s own benchmark (1,000 test images, three people each, majority vote).',
    download: 'Download best weights',
    noWeights: 'There are no weights to download yet.',
    use: 'Use in PyTorch',
    copyCode: 'Copy code',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying',
  },
  finding: {
    label: 'Finding',
    both: '{first} {second}',
    gallery: 'Open the gallery',
    noMistakes: 'Every test image is classified correctly.',
    weakest: {
      title: '{name}: {correct} of {total} correct',
      text: 'The lowest of the {classes, plural, =10 {ten classes} other {# classes}}. Most often predicted as {other}: {count, plural, one {# time} other {# times}}.',
      next: 'See what they are predicted as',
    },
    chance: {
      always:
        '{every, select, yes {Every prediction is {name}} other {{count} of {total} predictions are {name}}}',
      guessing: 'The network is no better than guessing',
      'rate-too-high': 'The learning rate {rate} is probably too high.',
      'rate-too-low': 'The learning rate {rate} is probably too low.',
      'too-few-steps': '{count, plural, one {# step is} other {# steps are}} probably too few to learn from.',
      settings: 'The settings that differ from “{preset}” are probably the reason.',
      unknown: 'What its weights have learned does not fit these images.',
      evidence: 'See all predictions',
    },
    collapse: {
      title: 'What was learned up to epoch {epoch, number} was lost again',
      text: 'Validation accuracy fell from {best} to {last}.',
      evidence: 'See the accuracy',
    },
    dead: {
      title: 'Most of {layer} is switched off',
      maps: '{dead, number} of {units, plural, one {# map} other {# maps}} of {layer} give the same output for each of {images, plural, one {# test image} other {# test images}}.',
      units:
        '{dead, number} of {units, plural, one {# unit} other {# units}} of {layer} give the same output for each of {images, plural, one {# test image} other {# test images}}.',
      why: 'They no longer learn. A learning rate of {rate} may have pushed them there.',
      evidence: 'See one of them in the network',
    },
    overfitting: {
      title: 'Validation loss was lowest after epoch {epoch, number}',
      text: 'Since then it rose from {lowest} to {last}, and training accuracy ({train}) left validation accuracy ({validation}) behind: the network overfits.',
      evidence: 'See the loss',
    },
    train: {
      rate: 'Train with a learning rate of {rate}',
      epochs: 'Train for {count, plural, one {# epoch} other {# epochs}}',
      augmented: 'Train with mirrored and shifted images',
      shifted: 'Train with shifted images',
      preset: 'Train with the settings of “{preset}”',
    },
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
      'other-classes': 'Its network has another number of classes than the data here.',
      'bad-config': 'Its configuration is not valid.',
      busy: 'A run is in progress. Stop or reset it first.',
    },
    detail: 'Found: {found}. Expected: {expected}.',
  },
} as const;
