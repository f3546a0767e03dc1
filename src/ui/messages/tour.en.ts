// English: the tour.

export const tourEn = {
  tour: {
    title: 'A walk through the page',
    offer: 'First time here?',
    start: 'Walk me through',
    decline: 'No, thanks',
    place: 'Step {step, number} of {count, number}',
    next: 'Next',
    back: 'Back',
    there: 'Go there',
    end: 'End the tour',
    finish: 'Finish',
    steps: {
      run: {
        title: 'Training',
        text: 'Press Train whenever you like: this panel stays beside it. In each step the network looks at {batch} pictures, guesses what they are, and shifts its {parameters} numbers a little, so that the next guess is better.',
      },
      epoch: {
        title: 'An epoch',
        text: 'An epoch is one pass over all {train} training pictures: {steps} steps, and your run makes {epochs, plural, one {# epoch} other {# epochs}}. After each one the network answers {validation} pictures that it does not learn from: the dashed line. Where that line stops getting better, more training no longer helps.',
      },
      convolution: {
        title: 'A convolution',
        text: 'C1 slides {c1} windows of 5×5 pixels across the picture. A window has 25 weights of its own, and answers strongly wherever the picture looks like them: at an edge, at a seam. C3 does the same with the answers of C1, and finds larger shapes.',
      },
      pooling: {
        title: 'A pool',
        text: 'After each convolution {pooling, select, max {only the largest} other {only the mean}} of every 2×2 values stays. The maps shrink to half their sides, and it matters less where exactly a seam was. The last layers weigh what remains into ten scores, one for each class.',
      },
      result: {
        title: 'The score',
        text: 'At the end the best weights answer 10,000 pictures that training never saw, once. {done, select, yes {Yours told {accuracy} of them right.} other {Yours are still to come.}}',
      },
      confusion: {
        title: 'Which for which',
        text: 'One figure hides much: this table says which class is taken for which. The slider goes back through the epochs, and a number of the final score opens its pictures.',
      },
      challenge: {
        title: 'Your turn',
        text: 'Tell 20 pictures apart yourself, against your own network; or draw a garment further up and see what it takes it for. The foot of the page starts this walk again.',
      },
    },
  },
} as const;
