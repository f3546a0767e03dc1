// English: the challenge.

export const challengeEn = {
  challenge: {
    lead: '{count, plural, one {# test image} other {# test images}}, one at a time: what is it? Take all the time you want. At the end you see your answers beside those of your LeNet and the true classes.',
    fromLink:
      'These {count, plural, one {# image} other {# images}} come with the link: whoever sent it played with the same ones.',
    noModel:
      'There is no trained model yet. Press Train, and it answers too after its final test. You can already play without it.',
    start: 'Start',
    waiting: 'The images are not downloaded yet; they come with the data.',
    question: 'Image {number, number} of {count, number}: what is it?',
    image: 'Image {number, number}, name hidden',
    answers: 'Your answer',
    keys: 'Press 1 to 9 or 0 to answer.',
    keysUpTo: 'Press 1 to {last, number} to answer.',
    find: 'Find a class',
    findKeys: 'Type part of a name; Enter answers with the first class below.',
    notFound: 'No class has this name.',
    back: 'Previous image',
    outcome: 'How you did',
    you: 'You',
    model: 'Your LeNet',
    people: 'People',
    score: '{correct, number} of {count, number} correct',
    noScore: 'not trained yet',
    peopleNote:
      'People: 83.5% in the dataset’s own benchmark (1,000 test images, three people each, majority vote). 20 images are few: luck alone moves such a score by some 8 points.',
    verdicts: {
      ahead: 'You beat your LeNet by {count, plural, one {# image} other {# images}}.',
      behind: 'Your LeNet is ahead by {count, plural, one {# image} other {# images}}.',
      level: 'It’s a tie.',
      alone: '{count, plural, one {# image} other {# images}} correct.',
    },
    truth: 'True class',
    correct: 'correct',
    incorrect: 'incorrect',
    answered: 'Image {number, number}: {truth}',
    copyLink: 'Copy a link to these {count, plural, one {# image} other {# images}}',
    ownData: 'The images are your own data, so there is no link that would show them to others.',
    copied: 'Link copied',
    copyFailed: 'The browser did not allow copying',
    again: 'Play with other images',
  },
} as const;
