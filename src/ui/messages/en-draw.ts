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
    sure: 'Most likely: <b>{name}</b>, {share}',
    unsure: '<b>Not sure.</b> Perhaps {name}, {share}',
    next: 'then {second}, {secondShare}, and {third}, {thirdShare}',
  },
} as const;
