// English: one training step taken apart.

export const stepEn = {
  step: {
    empty: 'Press Step to train one step and see it here.',
    waiting: 'Computing…',
    train: 'Train one step',
    summary:
      'Step {step, number}: {count, plural, one {# image} other {# images}}, learning rate {rate}. Mean loss {before} → {after} on these images.',
    why: 'Why?',
    batch: {
      title: 'Batch',
      order: 'Order',
      orders: { gradient: 'Taught most', loss: 'Highest loss' },
      why: 'The length of its gradient says how strongly an image pulls on all weights together. An image that is already classified correctly with confidence pulls little. The loss can rise for some images: all share one step.',
      key: 'Prediction, loss before → after the step, length of the gradient.',
      correct: 'correct',
      incorrect: 'incorrect',
      label: 'is {truth}',
      image:
        'Image {number}: {truth}. Predicted: {predicted}, {confidence}, {correct, select, yes {correct} other {incorrect}}. Loss {before}, after the step {after}. Gradient {gradient}.',
      all: 'Show all {count}',
      fewer: 'Show fewer',
    },
    layers: {
      title: 'Layers',
      layer: 'Layer',
      gradient: 'Gradient',
      update: 'Change',
      note: 'Lengths (L2 norms) over all weights of a layer.',
    },
    maps: {
      title: 'Gradients',
      mean: 'Mean of the batch',
      image: 'Image {number}: {truth}',
      choose: 'Choose an image of the batch to see its own.',
      output: 'Output',
      gradient: 'Gradient',
      outputName: '{layer}, outputs from {low} to {high}',
      gradientName: '{layer}, gradients from {low} to {high}',
      why: 'A gradient says how the loss would change if this value were a little larger. Orange: the loss would rise. Blue: it would fall.',
    },
    parameter: {
      title: 'Calculation',
      tensor: 'Weight or bias',
      axes: { output: 'Output', input: 'Input', row: 'Row', column: 'Column' },
      range: '0–{last, number}',
      largest: 'Largest change',
      change: '{name}: {before} → {after}',
      line: 'Value over {count, plural, one {# saved step} other {# saved steps}}: {first} at step {from, number}, {last} at step {to, number}',
      up: 'Pulled it up',
      down: 'Pulled it down',
      nobody: 'No image',
      pullHint: 'Press an image to see it in the batch.',
      others: '{count, plural, one {# other} other {# others}}',
      image: 'Image {number}: {truth}',
      terms: {
        mean: 'Mean gradient g',
        gradient: 'With weight decay',
        velocity: 'Momentum',
        moment1: 'First moment m',
        moment2: 'Second moment v',
        corrected1: 'm, corrected',
        corrected2: 'v, corrected',
        rate: 'Learning rate',
      },
      formula: {
        adam: 'new = old − rate × m / (√v + ε)',
        adamw: 'new = old − rate × decay × old − rate × m / (√v + ε)',
        sgd: 'new = old − rate × momentum',
      },
      whyPull:
        'A step goes against the gradient. So an image with a negative gradient pulls the value up, and one with a positive gradient pulls it down.',
      whyRule: {
        adam: 'Adam keeps two moving averages for every weight: of its gradient (first moment m) and of its squared gradient (second moment v). Dividing m by the root of v gives all weights steps of similar size, however small their gradients are. Both averages start at 0, so early ones are corrected.',
        adamw:
          'AdamW keeps two moving averages for every weight: of its gradient (first moment m) and of its squared gradient (second moment v). Dividing m by the root of v gives all weights steps of similar size, however small their gradients are. Weight decay then shrinks every value by the same fraction.',
        sgd: 'Momentum keeps 90% of the last step’s direction and adds the new gradient. Steps grow where gradients agree, and cancel where they alternate.',
      },
    },
  },
} as const;
