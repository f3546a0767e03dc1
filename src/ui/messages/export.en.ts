// English: the export of a run for other programs.

export const exportEn = {
  export: {
    button: 'Export',
    lead: 'Use this run elsewhere. Everything is written here, on your machine.',
    formats: {
      script: 'PyTorch script',
      notebook: 'Notebook',
      onnx: 'ONNX',
      tfjs: 'TensorFlow.js',
      zip: 'Everything (zip)',
    },
    notes: {
      script: 'train.py trains this run again in PyTorch, from the same start and in the same order.',
      notebook: 'The same as cells, for Jupyter or Colab. The weights are inside.',
      onnx: 'The best weights as a network that ONNX Runtime, Netron and many others open.',
      tfjs: 'The best weights for TensorFlow.js and Keras, as a zip.',
      zip: 'All of these, the weights for PyTorch, and a README: also a repository for Hugging Face.',
    },
    withImages: 'Add the images (up to {size})',
    imagesBusy: 'The images can be added once the run has ended.',
    onlyScored: {
      edited:
        'Its settings do not repeat this run: its weights were edited by hand. The script and the notebook only test the weights.',
      file: 'Its settings do not repeat this run: its weights come from a file. The script and the notebook only test the weights.',
    },
    working: 'Writing {name}…',
    saved: 'Saved {name}.',
    failed: '{name} could not be written. Train for an epoch first, or try again when the run has ended.',
    code: 'The code of {name}',
    copy: 'Copy the code',
    copied: 'Copied.',
    copyFailed: 'The browser did not allow copying. Select the code and copy it.',
    save: 'Save {name}',
  },
} as const;
