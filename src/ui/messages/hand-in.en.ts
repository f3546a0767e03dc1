// English: a result that is handed in and verified.

export const handInEn = {
  handIn: {
    title: 'Hand in this result',
    lead: 'Copy one line with your result and a link. Anyone who opens the link can train the same run again and check the result.',
    line: '{link} {accuracy} ({correct} of {total} correct, {engine})',
    copy: 'Copy the line',
    copied: 'Copied.',
    copyFailed: 'The browser did not allow copying.',
    notRepeatable:
      'To hand in a result, train a run on WebAssembly from start to end without changing anything by hand. Such a run gives exactly the same result on every machine.',
    insecure: 'To hand in a result, open this page over HTTPS.',
    claimTitle: 'This link contains a result',
    claim:
      'According to the link, {correct} test images are classified correctly. Press Verify to train the same run here and compare the results.',
    verify: 'Verify',
    verifying: 'Result in the link: {correct} correct. Training the same run again…',
    verdicts: { verified: '✓ Verified', other: '✗ Not this run' },
    verifiedText:
      'The same run was trained here: {correct} correct, and all predictions are exactly the same.',
    otherText:
      'Result in the link: {correct} correct. Result here: {here} correct, with different predictions. Someone changed the link or the result, or the run was trained with another version of this page.',
  },
} as const;
