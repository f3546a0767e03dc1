// English: the test gallery.

export const galleryEn = {
  gallery: {
    title: 'Test gallery',
    waiting: 'The test pictures arrive with the data.',
    before:
      '{count, number} pictures that are never trained on, with their true labels. Predictions appear here after the final score.',
    after: 'The percentage is the confidence: the probability that the network gave to its prediction.',
    picture: 'Predicted {predicted}, true {truth}',
    pictureBefore: 'True {truth}',
    predicted: 'Predicted',
    true: 'True',
    right: 'Right',
    wrong: 'Wrong',
    confidence: 'confidence',
    outcome: 'Show',
    outcomes: {
      all: 'All {count, number}',
      right: 'Right {count, number}',
      wrong: 'Wrong {count, number}',
    },
    trueClass: 'True class',
    predictedClass: 'Predicted class',
    anyClass: 'Any',
    order: 'Order',
    orders: {
      dataset: 'Dataset',
      'most-confident': 'Most confident',
      'least-confident': 'Least confident',
    },
    matches: '{count, plural, =0 {No pictures} one {# picture} other {# pictures}}',
    back: 'Back to the confusion matrix',
    none: 'No picture is like that.',
    showAll: 'Show all',
    pages: 'Gallery pages',
    first: 'First page',
    previous: 'Previous page',
    next: 'Next page',
    last: 'Last page',
    page: 'Page {page, number} of {count, number}',
    keys: 'Left and right arrow keys turn the pages, Home and End go to the first and the last.',
  },
} as const;
