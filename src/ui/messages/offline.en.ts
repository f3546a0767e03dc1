// English: offline use and new versions of the page.

export const offlineEn = {
  offline: {
    states: {
      'insecure-context':
        'Not available offline: the page is not on a secure address. Open it over https or on localhost.',
      refused:
        'Not available offline: this browser, or this window, does not store pages. Private windows often don’t.',
      'page-missing': 'Not available offline yet: the page is not cached in this browser.',
      'images-missing':
        'Not available offline yet: the page is cached in this browser, but not all images that this configuration needs.',
      ready:
        'Works offline: the page and the images that this configuration needs are cached in this browser.',
    },
    newVersion: {
      title: 'A new version is ready',
      what: 'Using it reloads the page. First download any weights that you want to keep.',
      busy: 'It waits until the run or the sweep has ended.',
      use: 'Use it',
    },
  },
} as const;
