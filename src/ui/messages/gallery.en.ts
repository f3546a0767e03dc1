// English: the test gallery.

export const galleryEn = {
  gallery: {
    waiting: 'The test images are not downloaded yet.',
    beforeTest:
      '{count, plural, one {# image that is} other {# images that are}} never used for training, with {count, plural, one {its true class} other {their true classes}}. Predictions appear here after the final test.',
    afterTest: 'The percentage is the confidence: the probability that the network gave to its prediction.',
    image: 'Predicted {predicted}, true {truth}',
    imageBeforeTest: 'True {truth}',
    predicted: 'Predicted',
    true: 'True',
    correct: 'Correct',
    incorrect: 'Incorrect',
    confidence: 'confidence',
    outcome: 'Show',
    outcomes: {
      all: 'All {count, number}',
      correct: 'Correct {count, number}',
      incorrect: 'Incorrect {count, number}',
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
    matches: '{count, plural, =0 {No images} one {# image} other {# images}}',
    back: 'Back to the confusion matrix',
    none: 'No matching images.',
    showAll: 'Show all',
    pages: 'Gallery pages',
    first: 'First page',
    previous: 'Previous page',
    next: 'Next page',
    last: 'Last page',
    page: 'Page {page, number} of {count, number}',
    keys: 'Left and right arrow keys turn the pages; Home and End go to the first and the last page.',
  },
} as const;
