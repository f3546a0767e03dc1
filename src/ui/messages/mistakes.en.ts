// English: the most confident mistakes.

export const mistakesEn = {
  mistakes: {
    title: 'Its most confident mistakes',
    note: 'Some labels of the dataset look wrong: where you would say what the network says, the label may be the mistake. The training pictures most like these show what it had to learn from.',
    none: 'It made no mistake.',
    taken: 'Taken for',
    label: 'Label',
    picture: 'Taken for {predicted}, label {truth}',
    find: 'Find the training pictures most like these',
    finding: 'Looking…',
    found: 'Compared with {count, number} training pictures.',
    noData: 'The training pictures are not here yet.',
    like: 'Training picture most like it: {truth}',
    alike: 'Most alike',
    same: 'the same picture, in the training set too',
    distance: '{levels} of 255 grey levels apart',
    all: 'All mistakes in the gallery',
  },
} as const;
