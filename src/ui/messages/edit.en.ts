// English: weights changed by hand.

export const editEn = {
  edit: {
    title: 'Change by hand',
    banner:
      'Edited by hand: {edits, plural, one {# change} other {# changes}}. {images, number} validation images: {accuracyBefore} → {accuracy}, loss {lossBefore} → {loss}.',
    undo: 'Undo change',
    mark: 'Edited by hand, {steps, plural, =1 {at step {first}} other {# times, first at step {first}}}',
    chart: 'edited',
    pause: 'Pause to edit.',
    train: 'Train and pause to edit.',
    current: 'These weights are of an earlier step. Move “Weights” to the right end to edit.',
    refused: 'The change was not made. Press Step, then try again.',
    of: '{name}. Predicted: {predicted} ({probability}).',
    inputMap: 'Weights that read',
    weights: 'Weights to change',
    weight: 'Weight {name}',
    bias: 'Bias',
    slider: '{name}, slider',
    scale: 'Scale filter',
    off: 'Switch off',
    swap: 'Swap',
    swapWith: 'Swap with',
    map: 'map {map, number}',
  },
} as const;
