// English: a panel that can’t be shown.

export const panelEn = {
  /** Of panels that are loaded after the first paint. */
  panelTitles: {
    challenge: 'Beat the model',
    confusion: 'What it learned',
    data: 'Data set',
    drawing: 'Draw a garment',
    gallery: 'Test gallery',
    mistakes: 'Most confident mistakes',
    network: 'Network',
    runs: 'Runs',
    step: 'One step',
    sweep: 'Sweep',
    tour: 'Page tour',
  },
  panel: {
    failed: {
      load: 'This part of the page could not be loaded.',
      network: 'The network can’t be reached.',
      file: 'A file that it needs could not be fetched.',
      updated:
        'A newer version of this page has replaced its files. Reload the page to use it; first download the weights that you want to keep.',
      error: 'This part of the page stopped because of an error. Training is not affected.',
      afterRun: 'You can reload the page when the run has ended.',
      retry: 'Try again',
      retrying: 'Trying again…',
      reload: 'Reload the page',
      detail: 'Details: {message}',
    },
  },
} as const;
