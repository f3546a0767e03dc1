// English: the confusion matrix, the scores of each class and their curves.

export const confusionEn = {
  confusion: {
    empty:
      'After each epoch, a table here shows which classes get mixed up on the validation set. After the final test it shows the {count, number} test images: click a number to see those images.',
    summary: 'Accuracy <b>{accuracy}</b>.',
    change: {
      test: '{change} points of accuracy since the previous run.',
      epoch: '{change} points of accuracy since the previous epoch.',
    },
    slider: {
      label: 'Epoch',
      epoch: 'Epoch {epoch, number} of {epochs, number}, validation set',
      test: 'Final test, test set',
    },
    matrix: 'Confusion matrix: rows are true classes, columns are predicted classes',
    rows: 'True class',
    columns: 'Predicted class',
    keys: 'Click a number or press Enter to see its images. Arrow keys, Home and End move between cells.',
    keysEpoch:
      'Arrow keys, Home and End move between cells. To see images, move the slider to its end, the final test.',
    cell: '{truth} predicted as {predicted}: {count, number}',
    cellCorrect: '{truth} classified correctly: {count, number}',
    scores: 'Scores by class',
    class: 'Class',
    recall: 'Recall',
    precision: 'Precision',
    f1: 'F1',
    mean: 'Mean',
    none: 'none',
    explain:
      'Recall: of the images of a class, the share classified correctly. Precision: of the images predicted as a class, the share that really are. F1: their harmonic mean.',
    explainChange: {
      test: 'Beside each: the change in points since the previous run.',
      epoch: 'Beside each: the change in points since the previous epoch.',
    },
  },
  classCurves: {
    title: 'Accuracy of each class by epoch',
    note: 'On the validation set: the share of each class classified correctly (its recall).',
    highlight: 'Highlight a class',
    shown: 'Named classes',
    shownNote:
      'Up to {most, plural, one {# class} other {# classes}} at a time; the others are the thin grey lines. At first the weakest ones.',
    none: 'None',
    axis: 'epoch',
  },
} as const;
