// English: offline use and new versions of the page.

export const offlineEn = {
  offline: {
    states: {
      'insecure-context':
        'Can’t work offline here: the page is not on a secure address. Open it over https or on localhost.',
      refused:
        'Can’t work offline here: this browser, or this window, keeps no pages. Private windows often don’t.',
      'page-missing': 'Not ready to work offline yet: the page is not kept in this browser.',
      'pictures-missing':
        'Not ready to work offline yet: the page is kept in this browser, but not all pictures that this configuration needs.',
      ready:
        'Works offline: the page and the pictures that this configuration needs are kept in this browser.',
    },
    newVersion: {
      title: 'A new version is ready',
      what: 'Using it loads the page anew; download first the weights that you want to keep.',
      busy: 'It waits until the run has ended.',
      use: 'Use it',
    },
  },
} as const;
