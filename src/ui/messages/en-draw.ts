// English: what each step of the drawing's preparation did, and the prediction's first line.

export const enDraw = {
  drawingSteps: {
    title: 'What each step did',
    sheet: 'Scaled down',
    cropped: 'Cropped, centred',
    filled: 'Outline filled',
    toned: 'Toned',
  },
  answer: {
    sure: 'Most likely: <b>{name}</b>',
    unsure: '<b>Not sure.</b> Perhaps {name}, {second} or {third}',
  },
} as const;
