// English: the drawing's tools, what each step of its preparation did, and the prediction's first line.

export const enDraw = {
  drawingTools: {
    notes: {
      fill: 'Go round a shape: it is filled as you draw.',
      brush: 'Draws lines. An outline that closes, or nearly, is filled for the network.',
      brushAlone: 'Draws lines. The network sees the lines alone.',
      eraser: 'Takes away what is drawn.',
    },
    ink: 'Ink',
    inks: { white: 'White', light: 'Light', medium: 'Medium', dark: 'Dark' },
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
  answer: {
    sure: 'Most likely: <b>{name}</b>',
    unsure: '<b>Not sure.</b> Perhaps {name}, {second} or {third}',
  },
} as const;
