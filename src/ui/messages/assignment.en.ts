// English: the assignment of a teacher.

export const assignmentEn = {
  assignment: {
    title: 'Make an assignment',
    lead: 'Make a link that opens this page with the current settings and your task. You choose which parts it shows and which settings are locked. Anyone can edit the link to see the whole page, so do not use it for an exam.',
    show: 'Parts of the page to show',
    lock: 'Settings to lock',
    task: 'Task (one line)',
    parts: { run: 'Training controls', charts: 'Plots', device: 'Device' },
    nothingShown: 'Choose something to show.',
    link: 'Link',
    copy: 'Copy the link',
    copied: 'Copied.',
    copyFailed: 'The browser did not allow copying. Select the link and copy it.',
    open: 'Everyone who opens the link starts with the same initial weights and the same order of images.',
    frame: 'Code to embed it in your own page',
    frameCopy: 'Copy the code',
    frameCopyFailed: 'The browser did not allow copying. Select the code and copy it.',
    frameNote:
      'It shows the same parts in a frame of another page. Inside a frame, some browsers do not save runs and use only one processor thread.',
    qr: 'QR code of the link',
    qrTooLong: 'The link is too long for a QR code. Shorten the task.',
  },
} as const;
