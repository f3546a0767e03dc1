// English: the inside of the network, layer by layer.

export const insideEn = {
  inside: {
    title: 'Inside the network',
    lead: 'One image on its way through the network, layer by layer. Choose a feature map, or a point of it, to see which part of the image it sees and with which weights. Keyboard: Tab to a layer, then arrow keys from map to map.',
    untrained: 'Press Train: from the first step on, this shows what each layer does with an image.',
    waiting: 'Computing…',
    failed: 'The network could not process this image: {message}. Choose another image, or train again.',
    noDrawing: 'Nothing is drawn yet. Draw a garment above, and it goes through the network here.',
    image: {
      source: 'Image',
      test: 'Test image',
      drawing: 'Drawing',
      number: 'Number',
      previous: 'Previous image',
      next: 'Next image',
      random: 'Random',
    },
    weights: {
      title: 'Weights',
      current: 'Now, after {step, plural, one {# step} other {# steps}}',
      best: 'The best, from step {step, number}',
      beforeTraining: 'Before training',
      epoch: 'After epoch {epoch, number}',
    },
    input: {
      drawing: 'Your drawing, as the network sees it',
      test: 'Test image: {truth}',
    },
    legend: {
      title: 'Colours: from',
      signed: 'blue = below zero, orange = above',
      unsigned: 'brighter = larger',
    },
    layers: {
      input: {
        name: 'Image',
        text: '28×28 grey values, from 0 (black) to 1 (white).',
      },
      c1: {
        name: 'c1 · convolution',
        text: '{maps, plural, one {One filter} other {# filters}} of 5×5 weights, moved across the image. Each map is bright where its filter finds its pattern: an edge, a stripe, a bright patch. {activation} is then applied to every value.',
      },
      s2: {
        name: 's2 · pooling',
        average:
          'Each 2×2 block becomes one value: its mean. The maps get smaller, and a small shift of the image matters less.',
        max: 'Each 2×2 block becomes one value: its largest. The maps get smaller, and a small shift of the image matters less.',
      },
      c3: {
        name: 'c3 · convolution',
        text: '{maps, plural, one {One filter} other {# filters}}, each reading {inputs, select, 1 {the one map} other {all {inputs} maps}} of s2 at once, to find combinations of the first patterns in a larger part of the image. Then {activation} again.',
      },
      s4: {
        name: 's4 · pooling',
        average: 'Each 2×2 block becomes one value again: its mean. 5×5 values are left of each map.',
        max: 'Each 2×2 block becomes one value again: its largest. 5×5 values are left of each map.',
      },
      f5: {
        name: 'f5 · dense',
        text: '{units, plural, one {One unit} other {# units}}, each a weighted sum of all values of s4: position no longer matters by itself, only which class it points to. {between, select, none {No activation follows.} other {{between} follows.}}',
      },
      f6: {
        name: 'f6 · dense',
        text: '{units, plural, one {One unit} other {# units}}, each a weighted sum of all units of f5: fewer, and closer to the classes. {between, select, none {No activation follows.} other {{between} follows.}}',
      },
      logits: {
        name: 'Output',
        text: 'One unit for each class, a weighted sum of all units of f6. Softmax turns the ten values into probabilities, which add up to 100%.',
      },
    },
    maps: 'Outputs of {layer}',
    mapName: 'Map {map, number}: largest value {value}, in row {row, number}, column {column, number}',
    denseName:
      '{count, plural, one {# unit} other {# units}}: the largest is unit {unit, number} with {value}',
    filters: {
      c1: 'Learned filters: 5×5 weights for each map.',
      c3: 'Learned filters: {maps, plural, one {one column, for its map} other {a column for each of the # maps}}, {inputs, plural, one {one row, for the map that it reads} other {a row for each of the # maps that it reads}}.',
      name: 'Learned filters of {layer}: {maps, number} times {inputs, number} squares of 5×5 weights, from {low} to {high}',
    },
    output: {
      title: 'Probabilities of the ten classes',
      prediction: 'Predicted: {predicted}.',
      correct: 'Predicted: {predicted}. Correct.',
      incorrect: 'Predicted: {predicted}. Incorrect, true class: {truth}.',
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
        'It sees {height, number}×{width, number} pixels of the image: rows {top, number} to {bottom, number}, columns {left, number} to {right, number} (framed).',
      pooling: {
        average: 'It has no weights: it takes the mean of four values.',
        max: 'It has no weights: it takes the largest of four values.',
      },
      weights: {
        c1: 'Its filter: 5×5 weights, and a bias of {bias}.',
        c3: 'Its filter: 5×5 weights for each of {count, plural, one {# map} other {# maps}} of s2, and a bias of {bias}.',
        f5: 'Its weights: 5×5 for each of {count, plural, one {# map} other {# maps}} of s4, and a bias of {bias}.',
        f6: 'Its weights: one for each unit of f5, and a bias of {bias}.',
        logits: 'Its weights: one for each unit of f6, and a bias of {bias}.',
      },
      mapText: 'Values as text',
      weightText: 'Weights as text',
    },
    occlusion: {
      show: 'Key areas (occlusion)',
      sentence: 'Covering the {region} hurts most: {name} drops by {points} points.',
      none: 'No single small area decides {name}.',
      colors:
        'Drop in percentage points when a 5×5 patch is covered: orange areas support {name}, blue areas speak against it.',
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
