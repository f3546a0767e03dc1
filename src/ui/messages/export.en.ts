// English: the export of a run for other programs.

export const exportEn = {
  export: {
    button: 'Export',
    lead: 'Use this run in other programs. The files are created on your machine; nothing is uploaded.',
    formats: {
      script: 'PyTorch script',
      notebook: 'Notebook',
      onnx: 'ONNX',
      tfjs: 'TensorFlow.js',
      zip: 'Everything (zip)',
    },
    notes: {
      script:
        'train.py trains this run again in PyTorch, with the same initial weights and the same order of images.',
      notebook: 'The same code as a notebook for Jupyter or Colab, with the weights included.',
      onnx: 'The network with its best weights, for ONNX Runtime, Netron and many other programs.',
      tfjs: 'The best weights for TensorFlow.js and Keras, as a zip.',
      zip: 'All of these, the weights for PyTorch, and a README. The unpacked files can be uploaded to Hugging Face as they are.',
    },
    withImages: 'Add the images (up to {size})',
    imagesBusy: 'The images can be added once the run has ended.',
    onlyScored: {
      edited:
        'This run can’t be repeated from its settings, because its weights were edited by hand. The script and the notebook only test the weights.',
      file: 'This run can’t be repeated from its settings, because its weights come from a file. The script and the notebook only test the weights.',
    },
    working: 'Writing {name}…',
    saved: 'Saved {name}.',
    failed:
      '{name} could not be written. It needs trained weights and the run’s data; images are added only while no run is in progress.',
    code: 'The code of {name}',
    copy: 'Copy the code',
    copied: 'Copied.',
    copyFailed: 'The browser did not allow copying. Select the code and copy it.',
    save: 'Save {name}',
  },
} as const;
