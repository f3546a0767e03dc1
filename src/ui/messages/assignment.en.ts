// English: the assignment of a teacher.

export const assignmentEn = {
  assignment: {
    title: 'Make an assignment',
    lead: 'A link that opens this page with these settings, with less to see and to change, and with your instruction. Whoever removes the keys from the link gets the whole page: it is no exam.',
    show: 'What is shown',
    lock: 'What can’t be changed',
    task: 'Instruction (one line)',
    parts: { run: 'Training controls', charts: 'Plots', device: 'Device' },
    nothingShown: 'Choose something to show.',
    link: 'Link',
    copy: 'Copy the link',
    copied: 'Copied.',
    copyFailed: 'The browser did not allow copying. Select the link and copy it.',
    open: 'The link gives everyone the same start and the same order of images.',
    qr: 'QR code of the link',
    qrTooLong: 'The link is too long for a QR code. Shorten the instruction.',
  },
} as const;
