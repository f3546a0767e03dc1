// English: a result that is handed in and verified.

export const handInEn = {
  handIn: {
    title: 'Hand in this result',
    lead: 'One line with link and result. Whoever opens the link can train the same run again and see whether the result is the same.',
    line: '{link} {accuracy} ({correct} of {total} correct, {engine})',
    copy: 'Copy the line',
    copied: 'Copied.',
    copyFailed: 'The browser did not allow copying.',
    notRepeatable:
      'Only a run on WebAssembly can be handed in that was trained to its end as its link says: it gives the same bits on every machine.',
    insecure: 'The result can be handed in only from a page that was loaded over HTTPS.',
    claimTitle: 'This link hands in a result',
    claim:
      'It says that {correct} test images are classified correctly. Training the same run here verifies that.',
    verify: 'Verify',
    verifying: 'It says {correct}. The run is being trained again…',
    verdicts: { verified: '✓ Verified', other: '✗ Not this run' },
    verifiedText:
      'The run was trained again here: {correct} correct, and every prediction is the same to the last bit.',
    otherText:
      'The link says {correct}; the same run has {here} here, with other predictions. The link or the result was changed, or the run was trained by another version of this page.',
  },
} as const;
