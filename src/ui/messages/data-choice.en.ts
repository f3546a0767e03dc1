// English: the choice of the data, and data that is missing.

export const dataChoiceEn = {
  dataChoice: {
    yourData: 'Your data',
    back: 'Back to FashionMNIST',
    missing: {
      title: 'This run needs other data',
      text: 'It needs the data set {data}, with {classes, plural, one {# class} other {# classes}}, which is not on this machine. Choose its files, and the run can begin.',
      choose: 'Choose its files',
    },
  },
} as const;
