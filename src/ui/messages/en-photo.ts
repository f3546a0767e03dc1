// English: a photograph of a garment in the drawing panel.

export const enPhoto = {
  photo: {
    choose: 'Choose a photograph…',
    note: 'Or drop one on this panel, or paste it with Ctrl+V or ⌘V, anywhere but in a text field. It works best with one garment on a plain background.',
    privacy: 'The photograph never leaves this browser.',
    shown: 'Photograph {name}',
    reading: 'Reading {name}…',
    taken: '{name} is on the pad. A stroke takes its place, and Clear removes it.',
    doubtful:
      'The garment hardly stands out from its background, and parts of it may have been taken for background: see the step “Background removed”. A background of another colour or more light helps.',
    refused: '{name} was not taken; everything is as it was.',
    refusals: {
      empty: 'The file is empty: choose another one.',
      'too-heavy': 'It is larger than {megabytes, number} MB: save it smaller and try again.',
      heic: 'It is a HEIC picture, which most browsers can’t read: save it as a JPEG.',
      gif: 'It is a GIF: save a single picture of it as a PNG or JPEG.',
      svg: 'It is an SVG drawing and no photograph: save it as a PNG or JPEG.',
      'other-type':
        'By its content it is no PNG, JPEG or WebP, whatever its name: choose a file of one of these types.',
      animated: 'It is an animation: save a single picture of it.',
      'no-size': 'It says that it has no width or no height: choose another file.',
      'too-small': 'It is less than {leastSide, number} pixels wide or high: take a larger photograph.',
      'too-large': 'It is more than {side, number} pixels wide or high: scale it down and try again.',
      'cut-off': 'It ends before the picture does: fetch or save it once more.',
      damaged: 'It is damaged, and the browser can’t decode it: fetch or save it once more.',
      unread: 'It could not be read: try again. A folder can’t be taken.',
      unsupported: 'This browser can’t prepare photos. Update it, or use another one.',
      'not-loaded':
        'The code that reads photos could not be downloaded. Check your connection, then try again.',
      failed: 'Reading it failed for an unexpected reason. Try again, or choose another photo.',
      'no-file': 'What was dropped holds no file: save the picture first, then choose it.',
      'no-garment':
        'The background couldn’t be told from the garment: take it whole, on a plain background of another colour.',
    },
    steps: {
      whole: 'Photograph',
      cut: 'Background removed',
      cropped: 'Cropped, grey, negated',
      seen: 'Scaled to 28 × 28',
    },
  },
} as const;
