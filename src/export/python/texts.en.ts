// English: what the script prints, and the text of the notebook. `{name}` in the first part are fields of Python's format().

export const textsEn = {
  /** Printed by the script and the notebook. */
  printed: {
    badFile: '{path} is not an IDX file: {error}',
    download: 'Downloading {url}',
    noSynthetic:
      'The run was also trained on {count:,} synthetic images, which the page drew. Put synthetic-images-idx3-ubyte.gz and ' +
      'synthetic-labels-idx1-ubyte.gz into ./data: the page adds them when it exports the run with its images.',
    otherSynthetic:
      'The synthetic images in {folder} are not those of the run: their SHA-256 differs. Use those in the zip file of the run.',
    uncheckedSynthetic:
      'The synthetic images in {folder} could not be checked: only a script or notebook that is exported with the images has their SHA-256.',
    otherData: 'The images in {folder} are not those of the run ({name}): their SHA-256 differs.',
    noFashion:
      'FashionMNIST was not found and could not be downloaded. Looked in {where}. Put {files} (as .gz, or unpacked) into ./data.',
    noData:
      'The images of {name} were not found. Looked in {where}. Put {files} (as .gz) into ./data: the page adds them when it ' +
      'exports the run with its images.',
    noWeights: '{name} is missing: put it beside the script. It is in the zip file that the page exports.',
    epoch:
      'Epoch {epoch}/{epochs}: train loss {train_loss:.4f}, accuracy {train_accuracy:.2%}; validation loss ' +
      '{validation_loss:.4f}, accuracy {validation_accuracy:.2%}; {seconds:.1f} s, {speed:,.0f} images/s',
    pageEpoch: ' (page: {accuracy:.2%})',
    noPlot: 'No curves: matplotlib is not installed.',
    result: '{correct:,} of {total:,} correct.',
    comparison: '{correct:,} of {total:,} correct; in the page {page:,}.',
    name: 'predicted: {predicted}   true: {truth}{mark}',
    tooMany:
      '{processes} processes are too many for a batch of {batch}: each process needs at least one image.',
    processes:
      '{processes} processes share every batch. A network as small as LeNet is often faster on a single one.',
    anotherRun:
      'This is a different run than in the page: {changes}. What you changed by hand in the page is left out.',
  },
  /** Why a run can't be repeated; printed too. */
  notRepeatable: {
    file: 'Its weights were loaded from a file, so there is no training to repeat: the page’s weights are tested.',
    edited:
      'Weights were changed by hand in this run, so it can’t be repeated: the page’s weights are tested.',
    noStart:
      'The weights that this run started from are not known, so it can’t be repeated: the page’s weights are tested.',
  },
  /** The first lines of the script. */
  script: {
    title: 'A run of LeNet Playground in PyTorch.',
    repeats:
      'The same images in the same order, from the same initial weights. PyTorch adds numbers in a different order than the\n' +
      'page, so the last digits differ. After thousands of steps a few images may be classified differently.',
    needs: 'Needs torch and numpy, and matplotlib for the curves:',
    train: 'trains, tests the best weights and compares the result with the page’s',
    score: 'tests the page’s weights, model.safetensors, without training',
    help: 'where the images are read from, several processes, float64',
  },
  /** Markdown. `{name}` are replaced once, when the notebook is written. */
  notebook: {
    title: '# LeNet in PyTorch: a run of LeNet Playground',
    link: 'The run in the page: <{link}>',
    result: 'In the page this run classified **{correct} of {total}** test images of {name} correctly.',
    noResult: 'The run was trained on {name}.',
    promise:
      'The notebook trains it again: the same images in the same order, from the same initial weights. PyTorch adds numbers in ' +
      'a different order than the page, so the last digits differ. After thousands of steps a few images may be classified differently. ' +
      'It needs only `torch` and `numpy`; with `matplotlib` it draws the curves.',
    run: '## The run\n\nIts configuration and what the page measured.',
    weights: 'The page’s weights, as base64 text. You can skip this long cell.',
    setup: '## Preparation',
    model:
      '## The model\n\nConvolution, pooling, convolution, pooling, then three dense layers, as in the tutorial.',
    summary: '## Summary\n\nEvery layer with the shape of its output and its number of parameters.',
    data:
      '## The data\n\nThe images are read from `./data` or another common folder, or downloaded. Their SHA-256 shows whether they are ' +
      'those of the run.',
    ownData:
      '## The data\n\nThe images are read from `./data`. Their SHA-256 shows whether they are those of the run.',
    images:
      'One number stands for an image and its augmentation. This code turns such numbers into the network’s input.',
    seed:
      '## What follows from the seed\n\nThe initial weights, the split into training and validation images, and the order of every ' +
      'epoch: the page’s random numbers, in Python.',
    start: 'Functions that create a network with given weights.',
    schedule: 'The learning rate of every step.',
    train:
      '## Training\n\nThe network is validated after each epoch. The weights with the best validation accuracy are saved as ' +
      '`best_model.pth`.',
    plot: '## Curves\n\nSolid: PyTorch. Dotted: the validation in the page.',
    test: '## The test\n\nThe test images have not been used so far.',
    pageWeights: 'For comparison the weights that the page trained, tested by PyTorch:',
    names: '## Predictions with class names\n\nThe first test images, with predicted and true class.',
    relu:
      '## Your turn: ReLU\n\nOne thing is changed: ReLU instead of sigmoid. Expect a lower loss and a higher accuracy from the first ' +
      'epoch on: the slope of a sigmoid is at most 1/4, so each layer makes the gradients smaller on their way back; the slope of ' +
      'ReLU is 1 where it is not 0.',
    sigmoid:
      '## Your turn: sigmoid\n\nOne thing is changed: the activation is the tutorial’s sigmoid. Expect a higher loss and a lower ' +
      'accuracy, most of all in the first epochs: the slope of a sigmoid is at most 1/4, so each layer makes the gradients smaller ' +
      'on their way back.',
  },
};

export type Texts = { [Part in keyof typeof textsEn]: Record<keyof (typeof textsEn)[Part], string> };
