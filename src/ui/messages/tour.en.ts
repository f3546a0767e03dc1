// English: the tour.

export const tourEn = {
  tour: {
    place: 'Part {step, number} of {count, number}',
    next: 'Next',
    back: 'Back',
    goThere: 'Go there',
    end: 'End the tour',
    finish: 'Finish',
    steps: {
      run: {
        title: 'Training',
        text: 'Press Train whenever you like: this tour stays open beside it. In each step the network looks at {batch, select, 1 {one image, predicts its class} other {{batch} images, predicts their classes}}, and adjusts its {parameters} parameters a little, so that the next predictions are better.',
      },
      epoch: {
        title: 'Epochs',
        text: 'An epoch is one pass over all {train} training images: {steps, select, 1 {one step} other {{steps} steps}}. Your run has {epochs, plural, one {# epoch} other {# epochs}}. After each one the network is scored on {validation} validation images, which it does not learn from: the dashed line. Once that line stops improving, more training no longer helps.{paused, select, yes { Press Resume to train on.} other {}}',
      },
      convolution: {
        title: 'Convolution',
        text: 'Layer c1 slides {c1, select, 1 {one filter} other {{c1} filters}} of 5×5 weights across the image. A filter responds strongly wherever the image looks like its 25 weights: at an edge, at a seam. Layer c3 does the same with the outputs of c1, and finds larger shapes.',
        opened:
          '{trained, select, yes {} other {There is no run yet, so your network’s weights are still random. }}Opened: a value of the first map of c1. 25 pixels times 25 weights, their sum and the bias give it. Press any number to see where it comes from.',
      },
      pooling: {
        title: 'Pooling',
        text: 'After each convolution, every 2×2 block is reduced to {pooling, select, max {its largest value} other {its mean}}. The maps shrink to half their width and height, and the exact position of a seam matters less. The last layers weigh what remains into {classes, plural, =10 {ten scores} other {# scores}}, one for each class.',
        opened: 'Opened: a value of s2 and the four values of c1 that it comes from.',
      },
      step: {
        title: 'One step',
        text: 'In one step the network looks at {batch, select, 1 {one image} other {{batch} images}} and moves every weight a little, so that the loss falls.',
        todo: {
          ready: 'Train one step to see how.',
          running: 'Train one step to see how. The run pauses after it.',
          ended: 'Train one step to see how. It begins a new run in place of yours.',
        },
        opened:
          'Opened: one weight in step {step}. The images that pulled it up and down, and the equation of its new value. Press a weight in the network to see its own.',
      },
      result: {
        title: 'The result',
        text: 'At the end the best weights are scored once on {tested, plural, one {# image that was} other {# images that were}} never used for training. {done, select, yes {Yours classified {accuracy} of them correctly.} other {Yours are still to come.}}',
      },
      confusion: {
        title: 'Which classes get mixed up',
        text: 'One number hides a lot: this table shows which class is predicted as which. The slider goes back through the epochs. At its end, the final test, click a number to see those images.',
      },
      challenge: {
        title: 'Your turn',
        text: 'Classify {challenge, select, 1 {one image} other {{challenge} images}} yourself and compare with your own network; or draw {garments, select, yes {a garment} other {something}} and see what the network predicts. You can restart this tour at the bottom of the page.',
      },
    },
  },
} as const;
