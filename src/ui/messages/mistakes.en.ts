// English: the most confident mistakes.

export const mistakesEn = {
  mistakes: {
    note: 'Some labels are wrong. If you agree with the network, the label may be the mistake. The most similar training images show what the network learned from.',
    none: 'No mistakes.',
    predicted: 'Predicted',
    label: 'Label',
    image: 'Predicted {predicted}, label {truth}',
    find: 'Find the most similar training images',
    searching: 'Searching…',
    found: 'Compared with {count, plural, one {# image} other {# images}} of the training set.',
    foundOfRun:
      'Compared with the {count, plural, one {# image} other {# images}} that this run was trained on.',
    noData: 'The training images are not downloaded yet.',
    neighbour: 'Most similar training image: {truth}',
    mostSimilar: 'Most similar',
    identical: 'the same image, also in the training set',
    distance: '{levels} of 255 grey levels apart',
    all: 'All mistakes in the gallery',
  },
} as const;
