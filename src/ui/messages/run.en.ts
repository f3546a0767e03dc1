// English: the run: presets, controls, status and progress.

export const runEn = {
  run: {
    title: 'Run',
    preset: 'Preset',
    presets: {
      article: 'Classic LeNet',
      sprint: 'Sprint',
      modern: 'Modern LeNet',
      sketch: 'Sketch-ready',
    },
    presetNotesOwn: {
      article:
        'LeNet-5 as in the PyTorch tutorial: sigmoid, average pooling. {epochs, plural, one {# epoch} other {# epochs}}.',
      sprint:
        'A small network, a high learning rate: soon good. {epochs, plural, one {# epoch} other {# epochs}}.',
      modern:
        'ReLU, max pooling, shifted images: the most accurate. {epochs, plural, one {# epoch} other {# epochs}}.',
      sketch:
        'As Modern LeNet: synthetic drawings are for clothes alone. {epochs, plural, one {# epoch} other {# epochs}}.',
    },
    presetNotes: {
      article:
        'LeNet-5 as in the PyTorch tutorial: sigmoid, average pooling. {epochs, plural, one {# epoch} other {# epochs}}.',
      sprint:
        'The fastest way to 90%: a small network, a high learning rate. {epochs, plural, one {# epoch} other {# epochs}}.',
      modern:
        'ReLU, max pooling, augmentation: the most accurate. {epochs, plural, one {# epoch} other {# epochs}}.',
      sketch:
        'For your drawings: also trained on synthetic drawings. {epochs, plural, one {# epoch} other {# epochs}}.',
    },
    changed: '{count, plural, one {# change} other {# changes}}',
    controls: 'Run controls',
    train: 'Train',
    pause: 'Pause',
    resume: 'Resume',
    step: 'Step',
    stop: 'Stop',
    reset: 'Reset',
    speed: {
      title: 'Speed',
      names: { full: 'Full', ten: '10 per second', one: '1 per second' },
      short: { full: 'Full speed', ten: '10/s', one: '1/s' },
    },
    strip: {
      none: '–',
      validation: 'validation',
      test: 'test',
      loss: 'Loss: {first} at first, {last} now',
      noLoss: 'Loss: no step yet',
      details: 'Details of the run',
    },
    data: 'Data',
    dataLoading: '{received} of {total}',
    dataLoadingLeft: '{received} of {total}, {time} left',
    dataReady: '{total}, verified',
    dataCached: '{total}, from cache',
    dataMissing: 'not on this machine',
    dataIdle: 'not downloaded yet',
    training: 'Training',
    trainingOn: 'Training on {name}',
    synthetic: 'drawings: {done} of {total}, {time} left',
    trainingIdle: 'not started',
    trainingShort: 'epoch {epoch} of {epochs}',
    trainingText:
      'Epoch {epoch} of {epochs}, step {step} of {steps}, {milliseconds} ms per step, {images, plural, one {# image} other {# images}} per second, {time} left',
    trainingTextBare: 'Epoch {epoch} of {epochs}, step {step} of {steps}',
    validation: 'Validation',
    finalTest: 'Final test',
    scoringIdle: 'after each epoch',
    scoringText: '{done} of {total, number}',
    figures: {
      edited: '{count, plural, one {# change} other {# changes}} by hand',
      step: 'step {step} of {steps}',
      left: '{time} left',
      speed: '{milliseconds} ms per step',
      images: '{count, plural, one {# image} other {# images}} per second',
      saved: 'saved up to step {step}',
    },
    none: '–',
    learningRate: 'Learning rate',
    learningRateShort: 'lr',
    learningRateNote: 'Applies from the next step on and is marked on the charts.',
    halve: 'Halve the learning rate',
    double: 'Double the learning rate',
    status: {
      idle: 'Ready to train.',
      sweeping: 'A sweep is in progress. Stop it under Sweep before you train a run.',
      applying: 'Preparing your data. Then you can train.',
      waitingData: 'Downloading the images first.',
      waitingEngine: 'Preparing the engine.',
      started: 'Training has started.',
      streamed: 'Training with the first images.',
      epoch: 'Epoch {epoch}: validation accuracy {accuracy}{best, select, yes {, best so far} other {}}.',
      paused: 'Paused after step {step}.',
      testing: 'Scoring the best weights on the test set.',
      finished: 'Done: test accuracy {accuracy}.',
      ended: 'Ended without a result.',
      chance: 'Ended: test accuracy {accuracy}, no better than guessing.',
      failed: 'The run ended early.',
    },
  },
  replaceRun: {
    train: {
      question: 'Train again? The run with {accuracy} is replaced; its weights can be downloaded first.',
      confirm: 'Train again',
    },
    fineTune: {
      question:
        'Fine-tune? The run with {accuracy} is replaced by one that starts from its weights; they can be downloaded first.',
      confirm: 'Fine-tune',
    },
    keep: 'Keep',
  },
} as const;
