// English: a photo of a garment in the drawing panel.

export const photoEn = {
  photo: {
    choose: 'Choose a photo…',
    note: 'Or drop one on this panel, or paste one (Ctrl+V or ⌘V). Works best with one garment on a plain background.',
    privacy: 'The photo never leaves this browser.',
    shown: 'Photo {name}',
    reading: 'Reading {name}…',
    loaded: '{name} is on the pad. Drawing replaces it, and Clear removes it.',
    lowConfidence:
      'The garment hardly stands out from its background, and parts of it may have been removed with it: see the step “Background removed”. A background of another colour or more light helps.',
    notLoaded: '{name} could not be loaded. Nothing changed.',
    refusals: {
      empty: 'The file is empty. Choose another one.',
      'too-heavy': 'It is larger than {megabytes, number} MB. Save it smaller and try again.',
      heic: 'It is a HEIC image, which most browsers can’t read. Save it as a JPEG.',
      gif: 'It is a GIF. Save one frame of it as a PNG or JPEG.',
      svg: 'It is an SVG graphic, not a photo. Save it as a PNG or JPEG.',
      'other-type':
        'Its content is not PNG, JPEG or WebP, whatever its name. Choose a file of one of these types.',
      animated: 'It is an animation. Save one frame of it as an image.',
      'no-size': 'Its width or height is zero. Choose another file.',
      'too-small': 'It is less than {leastSide, number} pixels wide or high. Choose a larger photo.',
      'too-large': 'It is more than {side, number} pixels wide or high. Scale it down and try again.',
      'cut-off': 'The file is incomplete. Download or save it again.',
      damaged: 'It is damaged, and the browser can’t decode it. Download or save it again.',
      unread: 'It could not be read. Try again. A folder can’t be loaded.',
      unsupported: 'This browser can’t prepare photos. Update it, or use another one.',
      'not-loaded':
        'The code that reads photos could not be downloaded. Check your connection, then try again.',
      failed: 'Reading it failed for an unexpected reason. Try again, or choose another photo.',
      'no-file': 'What you dropped contains no file. Save the image first, then choose it.',
      'no-garment':
        'The garment could not be separated from its background. Photograph all of it on a plain background of another colour.',
    },
    steps: {
      original: 'Photo',
      cut: 'Background removed',
      cropped: 'Cropped, grey, inverted',
      seen: 'Scaled to 28×28',
    },
  },
} as const;
