// English: the page inside of another site.

export const embedEn = {
  embed: {
    open: 'Open the full page',
    newTab: 'in a new tab',
    notSaved:
      'This run is not saved: inside another site the browser gives this page no storage. To save a run, train it on the full page.',
    other: {
      title: 'Another frame or tab is training',
      takeOver: 'Continue its run here',
      note: 'Continuing here stops it there; nothing is lost.',
    },
    unreadableOrigin:
      '“origin={value}” in the address of this frame is not an origin such as https://example.org, so the frame exchanges no messages with the site. Correct the address.',
  },
} as const;
