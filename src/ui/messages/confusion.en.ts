// English: the confusion matrix and the scores of each class.

export const confusionEn = {
  confusion: {
    title: 'What it learned',
    empty:
      'After each epoch a table here says which class was taken for which on the validation set, and at the end on the 10,000 test pictures: there each number opens its pictures.',
    summary: 'Accuracy <b>{accuracy}</b>, mean precision {precision}, mean recall {recall}, mean F1 {f1}.',
    change: {
      test: '{change} points of accuracy since the last run of this visit.',
      epoch: '{change} points of accuracy since the epoch before.',
    },
    moment: 'Moment',
    momentEpoch: 'Epoch {epoch, number} of {epochs, number}, validation set',
    momentTest: 'Final score, test set',
    matrix: 'Confusion matrix: rows are true classes, columns what they were taken for',
    rows: 'True class, down',
    columns: 'Taken for, across',
    keys: 'Arrow keys move from cell to cell, Home and End to the ends of a row. Enter opens the pictures of a cell.',
    keysEpoch:
      'Arrow keys move from cell to cell, Home and End to the ends of a row. The final score, the last stop of the slider, has pictures to open.',
    cell: '{truth} taken for {predicted}: {count, number}',
    cellRight: '{truth} told right: {count, number}',
    scores: 'Class by class',
    class: 'Class',
    recall: 'Recall',
    precision: 'Precision',
    f1: 'F1',
    all: 'Mean',
    none: 'none',
    explain:
      'Recall: how many of a class were told right. Precision: how many that were taken for a class are of it. F1: their harmonic mean.',
    explainChange: {
      test: 'Beside each: its change in points since the last run of this visit.',
      epoch: 'Beside each: its change in points since the epoch before.',
    },
  },
} as const;
