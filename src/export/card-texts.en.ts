// English: the texts of the model card. Arguments are Markdown.

export const cardEn = {
  title: (dataset: string) => `LeNet-5 on ${dataset}`,
  intro: (parameters: string, page: string) =>
    `A LeNet-5 with ${parameters} parameters, trained in a browser by ${page}.`,
  result: (correct: string, total: string, accuracy: string) =>
    `It classifies ${correct} of ${total} test images correctly (${accuracy}). They were scored once, with the weights that have the best validation accuracy.`,
  fileResult: (correct: string, total: string, accuracy: string) =>
    `It classifies ${correct} of ${total} test images correctly (${accuracy}).`,
  repeat: (link: string) => `${link}: the link holds the whole configuration and the seed.`,
  repeatText: 'Train it again',
  notRepeated: 'No link repeats this run. `run.json` contains all that is known about it.',
  filesTitle: 'Files',
  file: 'File',
  content: 'Content',
  files: {
    safetensors: 'the weights, with PyTorch’s names and layouts',
    onnx: 'network and weights, ONNX opset 13',
    tfjs: 'a layers model for TensorFlow.js',
    script: 'repeats the run in PyTorch',
    notebook: 'the same as a notebook, with the weights inside',
    run: 'configuration, curves and predictions; the page opens it',
    initial: 'the weights that the fine-tuning started from',
    data: 'the images, in MNIST’s format (on request)',
  },
  reopen: 'The page can open the zip file of this folder, `model.onnx` and `model.safetensors` again.',
  useTitle: 'How to use it',
  input:
    'The input is one channel of 28×28 pixels from 0 (background) to 1, without any other normalization. The outputs are logits, or probabilities where a snippet says so.',
  snippets: {
    torch: 'PyTorch',
    onnxPython: 'ONNX Runtime in Python',
    onnxScript: 'ONNX Runtime in JavaScript',
    tfjs: 'TensorFlow.js',
    keras: 'Keras 3 (checked by hand with version 3.15.1, not by an automatic test)',
  },
  trainingTitle: 'Training',
  setting: 'Setting',
  value: 'Value',
  settings: {
    start: 'Weights at the start',
    data: 'Dataset',
    hash: 'SHA-256 of labels and images',
    images: 'Training, validation and test images',
    testImages: 'Test images',
    epochs: 'Epochs',
    batch: 'Batch size',
    optimizer: 'Optimizer',
    schedule: 'Learning rate',
    smoothing: 'Label smoothing',
    augmentation: 'Augmentation',
    network: 'Network',
    seed: 'Seed',
    engine: 'Engine',
  },
  starts: {
    seed: (init: string) => `random (${init}), from the seed`,
    fineTune: 'those of an earlier run (fine-tuned)',
    file: (name: string) => `from the file ${name}; not trained further`,
  },
  syntheticImages: (count: string) => `${count} synthetic drawings`,
  decay: (value: string) => `weight decay ${value}`,
  constant: 'constant',
  oneCycle: 'one-cycle, peak',
  mirrored: 'mirrored at random',
  shifted: (pixels: string) => `shifted by up to ${pixels} px`,
  none: 'none',
  dense: 'activation between the dense layers',
  marks: (rate: string, step: string) => `The learning rate was set to ${rate} by hand at step ${step}.`,
  stopped: (step: string) => `The run was stopped by hand at step ${step}.`,
  edited: 'Weights were edited by hand during the run.',
  classesTitle: 'Classes',
  label: 'Label',
  name: 'Name',
  correct: 'Test images classified correctly',
  of: (correct: string, total: string) => `${correct} of ${total}`,
  limitsTitle: 'Limits',
  limits: [
    'It knows only these classes and assigns every image to one of them, whatever the image shows.',
    'It expects small, centered, gray images like its training images. Photos need the same preparation: light on dark, centered, 28×28.',
    'Its probabilities are not calibrated. The accuracy holds for test images of the same source.',
    'It is meant for learning and teaching, not for decisions about people or safety.',
  ],
  licenseTitle: 'License',
  fashionLicense: 'FashionMNIST is published under the MIT License by Zalando SE, and so is this model.',
  ownLicense:
    'The model was trained on its author’s own images. Choose a license, and change `license` at the top of this file before you publish it.',
} as const;

type Widened<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widened<T[K]> };

/** The same texts in any language. */
export type CardTexts = Widened<typeof cardEn>;
