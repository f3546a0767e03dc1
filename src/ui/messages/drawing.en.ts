// English: the drawing pad, its preparation steps and the prediction.

export const drawingEn = {
  drawing: {
    title: 'Draw a garment',
    hint: 'Draw an outline: it fills itself. Networks know photographs of whole garments; Sketch-ready was trained on drawn ones too.',
    hintUnfilled:
      'Draw a garment: what the tool Line encloses stays empty. Networks know photographs of whole garments; Sketch-ready was trained on drawn ones too.',
    keys: 'Keyboard: arrow keys move the pen, with Shift to the next line of the grid; Space or Enter puts it down and lifts it, U or Ctrl+Z undoes, R or Ctrl+Y redoes, Delete or Escape clears.',
    tool: 'Tool',
    tools: {
      fill: 'Filled shape',
      brush: 'Line',
      eraser: 'Eraser',
    },
    size: 'Size',
    mirror: 'Mirror, left and right alike',
    undo: 'Undo',
    redo: 'Redo',
    clear: 'Clear',
    example: 'Try an example',
    exampleShown: 'Test picture {place, number}: {truth}',
    seen: 'What the network sees: 28 × 28',
    seenEmpty: 'The network sees nothing yet.',
  },
  drawingTools: {
    notes: {
      fill: 'Go round a shape: it is filled as you draw.',
      brush: 'Draws lines. An outline that closes, or nearly, is filled for the network.',
      brushAlone: 'Draws lines. The network sees the lines alone.',
      eraser: 'Takes away what is drawn.',
    },
    ink: 'Ink',
    inks: {
      white: 'White',
      light: 'Light',
      medium: 'Medium',
      dark: 'Dark',
    },
    fills: 'Fill outlines',
    exampleMissing: 'The test pictures are not here yet. Try again in a moment.',
    trace: 'Trace',
    traceNone: 'Nothing',
    traceAnother: 'Another one',
    traceShown: 'Under the pad: test picture {place, number}, {truth}. The network does not see it.',
    traceWaiting: 'The test pictures are not here yet. One appears as soon as they are.',
    penDownAt: 'Column {column, number} of {count, number}, row {row, number}, pen down',
    penUpAt: 'Column {column, number} of {count, number}, row {row, number}, pen up',
  },
  drawingSteps: {
    title: 'What each step did',
    sheet: 'Scaled down',
    cropped: 'Cropped, centred',
    filled: 'Outline filled',
    unfilled: 'Not filled',
    toned: 'Toned',
    views:
      'The network sees the last picture and its mirror image; one that learned from made pictures, as Sketch-ready does, the unfilled ones as well. The mean of its answers counts.',
  },
  prediction: {
    title: 'Prediction',
    empty: 'Draw something, or try an example: the probabilities of the ten classes appear here.',
    untrained:
      'The network has not learned anything yet. Press Train: the drawing is scored again as it learns.',
    ended: 'The run ended early, and no model is at hand to score with. Press Train to make one.',
    scoring: 'Scoring…',
    step: 'after {step, plural, one {# step} other {# steps}}',
  },
  answer: {
    sure: 'Most likely: <b>{name}</b>',
    unsure: '<b>Not sure.</b> Perhaps {name}, {second} or {third}',
  },
} as const;
