// English: the challenge.

export const challengeEn = {
  challenge: {
    title: 'Beat the model',
    lead: '20 test pictures, one at a time: what is it? You have all the time you want. Then you see your answers beside those of your LeNet and the truth.',
    fromLink: 'The link brought the 20 pictures: whoever sent it played with the same ones.',
    noModel:
      'There is no trained model yet: press Train above, and it answers too once its final score is there. You can already play against the truth.',
    start: 'Start',
    waiting: 'The pictures are not here yet; they come with the data.',
    question: 'Picture {number, number} of {count, number}: what is it?',
    picture: 'Picture {number, number}, without its name',
    answers: 'Your answer',
    keys: 'Keys: 1 to 9 and 0 answer.',
    back: 'One picture back',
    outcome: 'How it went',
    you: 'You',
    model: 'Your LeNet',
    people: 'People',
    score: '{right, number} of {count, number} right',
    noScore: 'not trained yet',
    peopleNote:
      'People: 83.5% in the dataset’s own benchmark (three people for each of 1,000 test pictures, the majority counts). 20 pictures are few: luck alone moves such a score by some 8 points.',
    verdicts: {
      ahead: 'You beat your LeNet by {count, plural, one {# picture} other {# pictures}}.',
      behind: 'Your LeNet is ahead by {count, plural, one {# picture} other {# pictures}}.',
      level: 'You and your LeNet are level.',
      alone: '{count, plural, one {# picture} other {# pictures}} right.',
    },
    truth: 'Truth',
    right: 'right',
    wrong: 'wrong',
    shown: 'Picture {number, number}: {truth}',
    share: 'Copy a link to these 20 pictures',
    copied: 'Link copied',
    copyFailed: 'The browser did not allow copying',
    again: 'Play with other pictures',
  },
} as const;
