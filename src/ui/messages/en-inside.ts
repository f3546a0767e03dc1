// English: the inside of the network, layer by layer.

export const enInside = {
  inside: {
    title: 'Inside the network',
    lead: 'One picture on its way through the network, layer by layer. Choose a map, or a point of it, to see which part of the picture it looks at and with which weights. By keyboard: Tab to a layer, then arrow keys from map to map.',
    untrained: 'Press Train: from the first step on, what every layer makes of a picture is shown here.',
    waiting: 'Asking the network…',
    failed: 'The network could not process this picture: {message}. Choose another picture, or train again.',
    noDrawing: 'Nothing is drawn yet: draw a garment above, and it goes through the network here.',
    picture: {
      source: 'Picture',
      test: 'Test picture',
      drawing: 'Drawing',
      number: 'Number',
      previous: 'Previous picture',
      next: 'Next picture',
      random: 'Random',
    },
    weights: {
      title: 'Weights',
      now: 'Now, after {step, plural, one {# step} other {# steps}}',
      best: 'The best, from step {step, number}',
      before: 'Before training',
      epoch: 'After epoch {epoch, number}',
    },
    input: {
      drawing: 'Your drawing, as the network sees it',
      test: 'Test picture: {truth}',
    },
    legend: {
      title: 'Colours: from',
      signed: 'blue below zero, orange above',
      unsigned: 'the lighter, the more',
    },
    layers: {
      input: {
        name: 'Picture',
        text: '28 × 28 grey values, from 0 (black) to 1 (white).',
      },
      c1: {
        name: 'c1 · convolution',
        text: '{maps, plural, one {A filter} other {# filters}} of 5 × 5 weights slide over the picture. Each map is light where its filter finds its pattern: an edge, a stripe, a patch of light. Then {activation} acts on every value.',
      },
      s2: {
        name: 's2 · pooling',
        average:
          'Four neighbours become one: their mean. The maps get smaller, and a small shift of the picture matters less.',
        max: 'Four neighbours become one: the largest. The maps get smaller, and a small shift of the picture matters less.',
      },
      c3: {
        name: 'c3 · convolution',
        text: '{maps, plural, one {A filter} other {# filters}} that each read all {inputs} maps of s2 at once: they find combinations of the first patterns, in a larger part of the picture. Then {activation} again.',
      },
      s4: {
        name: 's4 · pooling',
        average: 'Four neighbours become one again: their mean. What is left of each map is 5 × 5 values.',
        max: 'Four neighbours become one again: the largest. What is left of each map is 5 × 5 values.',
      },
      f5: {
        name: 'f5 · dense',
        text: '{units, plural, one {A unit} other {# units}}, each a weighted sum of all values of s4: where something was counts no more by itself, only what it speaks for. {between, select, none {No activation follows.} other {{between} follows.}}',
      },
      f6: {
        name: 'f6 · dense',
        text: '{units, plural, one {A unit} other {# units}} that weigh all units of f5: fewer, and nearer to the classes. {between, select, none {No activation follows.} other {{between} follows.}}',
      },
      logits: {
        name: 'Output',
        text: 'One unit for each class weighs all units of f6; softmax makes probabilities of their values, which add up to 100%.',
      },
    },
    maps: 'Outputs of {layer}',
    mapName: 'Map {map, number}: strongest {value}, in row {row, number}, column {column, number}',
    denseName: '{count, number} units: strongest is unit {unit, number} with {value}',
    filters: {
      c1: 'Learned filters: 5 × 5 weights for each map.',
      c3: 'Learned filters: a column for each of the {maps, number} maps, a row for each of the {inputs, number} maps that it reads.',
      name: 'Learned filters of {layer}: {maps, number} times {inputs, number} squares of 5 × 5 weights, from {low} to {high}',
    },
    output: {
      title: 'Probabilities of the ten classes',
      prediction: 'Taken for: {predicted}.',
      right: 'Taken for: {predicted}. Right.',
      wrong: 'Taken for: {predicted}. Wrong, it is: {truth}.',
    },
    unit: {
      map: '{layer}, map {map, number}',
      dense: '{layer}, unit {unit, number}',
      class: 'Output: {name}',
      row: 'Row',
      column: 'Column',
      unit: 'Unit',
      rowAndColumn: 'Row and column',
      value: 'Value here: {value}',
      field:
        'It sees {height, number} × {width, number} pixels of the picture: rows {top, number} to {bottom, number}, columns {left, number} to {right, number}. They are framed.',
      pooling: {
        average: 'It has no weights: it takes the mean of four neighbours.',
        max: 'It has no weights: it takes the largest of four neighbours.',
      },
      weights: {
        c1: 'Its filter: 5 × 5 weights, and {bias} added to the sum.',
        c3: 'Its filter: 5 × 5 weights for each of {count, plural, one {# map} other {# maps}} of s2, and {bias} added to the sum.',
        f5: 'Its weights: 5 × 5 for each of {count, plural, one {# map} other {# maps}} of s4, and {bias} added to the sum.',
        f6: 'Its weights: one for each unit of f5, and {bias} added to the sum.',
        logits: 'Its weights: one for each unit of f6, and {bias} added to the sum.',
      },
      mapText: 'Values as text',
      weightText: 'Weights as text',
    },
    occlusion: {
      show: 'Where it looked',
      sentence: 'Without the {region}, the probability of {name} falls most: by {points} percentage points.',
      nowhere: 'The probability of {name} hangs on no single small part.',
      colors:
        'In percentage points, for each patch of 5 × 5 pixels that is made black: orange parts speak for {name}, blue ones against it.',
      regions: {
        topLeft: 'top left',
        topCentre: 'top',
        topRight: 'top right',
        middleLeft: 'left side',
        middleCentre: 'middle',
        middleRight: 'right side',
        bottomLeft: 'bottom left',
        bottomCentre: 'bottom',
        bottomRight: 'bottom right',
      },
    },
  },
} as const;
