// English: what the network learned: the confusion matrix and the views beside it.

export const enSee = {
  confusion: {
    title: 'What it learned',
    empty:
      'After the final score this table says which class was taken for which, 10,000 test pictures in all. Each number opens its pictures.',
    summary: 'Accuracy <b>{accuracy}</b>, mean precision {precision}, mean recall {recall}, mean F1 {f1}.',
    changeTest: '{change} points of accuracy since the last run of this visit.',
    matrix: 'Confusion matrix: rows are true classes, columns what they were taken for',
    rows: 'True class, down',
    columns: 'Taken for, across',
    keys: 'Arrow keys move from cell to cell, Home and End to the ends of a row. Enter opens the pictures of a cell.',
    cell: '{truth} taken for {predicted}: {count, number}',
    cellRight: '{truth} told right: {count, number}',
    scores: 'Class by class',
    class: 'Class',
    recall: 'Recall',
    precision: 'Precision',
    f1: 'F1',
    all: 'Mean',
    points: '{change} points',
    none: 'none',
    explain:
      'Recall: how many of a class were told right. Precision: how many that were taken for a class are of it. F1: their harmonic mean.',
    explainChange: 'Points: change since the last run of this visit.',
  },
  classesShort: {
    tshirt: 'T-shirt',
    trouser: 'Trouser',
    pullover: 'Pullov.',
    dress: 'Dress',
    coat: 'Coat',
    sandal: 'Sandal',
    shirt: 'Shirt',
    sneaker: 'Sneaker',
    bag: 'Bag',
    boot: 'Boot',
  },
} as const;
