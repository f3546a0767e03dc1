// English: notices on the link, saved runs, other tabs, recoveries and failures.

export const noticesEn = {
  linkNotices: {
    title: 'About this link',
    unknownKey: '“{key}” is not a setting; it was ignored.',
    unknownKeys: '{count, number} of its keys, such as {keys}, are not settings; they were ignored.',
    quoted: '“{key}”',
    unreadable: '“{key}={value}” could not be read; {used} is used. Valid: {valid}.',
    clamped: '“{key}={value}” is out of range; {used} is used. Valid: {valid}.',
    'not-whole': '“{key}={value}” is not a whole number; {used} is used.',
    unknownValue: '“{key}={value}” is unknown; it was ignored. Valid: {valid}.',
    unreadableResult: '“handin={value}” is not a valid result; it was ignored. Copy the whole line again.',
    range: '{min} to {max}',
    datasets: '“fashion-mnist” or 12 hexadecimal digits',
    wholeRange: 'whole numbers from {min} to {max}',
    dismiss: 'Dismiss',
  },
  savedRun: {
    title: 'You have a saved run',
    unfinished: '{preset}: epoch {epoch} of {epochs}, step {step} of {steps}, saved {time}.',
    finished: '{preset}: test accuracy {accuracy}, saved {time}.',
    resume: 'Resume from epoch {epoch}, step {step}',
    show: 'Show it',
    delete: 'Delete it for good',
    'newer-version': 'It was saved by a newer version of this page. Reload the page to get that version.',
    damaged: 'It can’t be read: {detail}.',
    unreadable: 'The browser could not read its storage: {detail}. Reload the page to try again.',
    unusable: 'The saved run can’t be resumed',
    notDeleted: 'The saved run could not be deleted',
  },
  otherTab: {
    title: 'Another tab is training',
    text: 'Epoch {epoch} of {epochs}, step {step} of {steps}{accuracy, select, none {} other {; validation accuracy {accuracy}}}.',
    takeOver: 'Continue in this tab',
    note: 'Continuing here stops the other tab; nothing is lost.',
    sweep:
      'It trains a sweep: {ended} of {count, plural, one {# network} other {# networks}} ended. To train here, stop the sweep in that tab first.',
  },
  recovery: {
    title: 'The run resumed automatically',
    lost: {
      device: 'The GPU was lost at step {at}.',
      engine: 'The engine failed at step {at}.',
      worker: 'The background worker was lost at step {at}.',
    },
    resumed:
      'It was restarted, and the run {saved, select, no {started over} other {resumed from step {step}, the last one saved}}.',
    times: 'Restarts in this run: {times, number}.',
    dismiss: 'Dismiss',
  },
  saving: {
    'not-saved': {
      title: 'This run is not being saved',
      full: 'The browser’s storage for this page is full.',
      unavailable: 'The browser gives this page no storage; a private window may be the reason.',
      failed: 'The browser’s storage reported an error: {detail}.',
      what: 'Training continues, but closing the tab loses the run.',
      download: 'Download the best weights so far',
    },
  },
  failure: {
    retry: 'Try again',
    dismiss: 'Dismiss',
    resumeWith: 'Resume with {engine}',
    trainWith: 'Train with {engine}',
    retryWithRate: 'Try again with a learning rate of {rate}',
    data: {
      title: 'The images could not be downloaded',
      ownTitle: 'Your data could not be opened',
      network: '{file} could not be downloaded. Check your connection, then try again.',
      http: '{file}: the server answered {status}. Reload the page, or try again later.',
      missing: 'This run needs the data {file}, which is not on this machine. Choose its files under Data.',
      damaged: 'The stored data {file} is damaged. Choose its files again under Data.',
      unreadable:
        'The browser could not read the stored data {file}. Try again, or choose its files again under Data.',
      checksum: '{file} is damaged: its checksum is wrong. Trying again downloads a fresh copy.',
      manifest:
        '{file}, the list of data files, could not be read. The page may be in the middle of an update: reload it.',
      decode: '{file} could not be unpacked. Trying again downloads a fresh copy.',
    },
    diverged: {
      title: {
        'not-finite': 'The loss is no longer a number',
        frozen: 'The loss no longer changes',
        zero: 'The loss is exactly zero',
      },
      what: {
        'not-finite':
          'At step {step} (epoch {epoch}) the loss stopped being finite, with a learning rate of {rate}. The run was ended.',
        frozen:
          'Up to step {step} (epoch {epoch}) every step had exactly the same loss on different images: the network no longer computes anything useful. The run was ended.',
        zero: 'At step {step} (epoch {epoch}) the loss was exactly zero, which a network that still learns does not reach. The run was ended.',
      },
      restored: {
        'best-epoch': 'The best weights, of epoch {epoch}, are restored.',
        start: 'The initial weights are restored; no epoch was complete.',
      },
      advice: {
        'not-finite':
          'A learning rate that is too high makes the weights grow without bound. Try a tenth of it.',
        frozen: 'Often the learning rate was so high that all units were switched off. Try a tenth of it.',
        zero: 'The network may have memorised its few images: train on more of them. If there are many, try another engine.',
      },
    },
    engine: {
      title: '{engine} failed',
      unavailable: 'It could not be started here. Choose another engine under Setup, or try again.',
      lost: 'The GPU was lost during the run, perhaps after sleep or a driver update.',
      error: 'It reported an error.',
      saved: 'The run is saved up to step {step} and can be resumed.',
      notSaved: 'Nothing has been saved yet. Try again, or choose another engine under Setup.',
    },
    worker: {
      title: 'The background worker stopped',
      what: 'This can happen when memory runs out.',
      silent: 'It no longer answers. This can happen when memory runs out.',
      saved: 'The run is saved up to step {step}. Trying again resumes it from there.',
      sweep: {
        newest: 'Trying again resumes the sweep from what was saved of it.',
        older:
          'Storage did not take the newest progress of the sweep. Trying again resumes it from an older state, if one was saved.',
      },
      lost: 'Its progress is lost. Trying again starts a new worker.',
    },
    notLoaded: {
      title: 'Part of this page could not be loaded',
      what: 'The code that trains could not be downloaded. Check your connection, then try again. If that does not help, reload the page.',
    },
    weights: {
      title: '{name} can’t be used',
      text: 'Its weights are numbers, but what the network computes from them is not. The file was not loaded.',
    },
    tabs: {
      title: 'Other tabs can’t be checked',
      text: 'The browser did not say whether another tab of this page is training. Close the other tabs of this page, or reload this one.',
    },
    unexpected: {
      title: 'An unexpected error',
      text: 'Data and engine could not be prepared. Try again, or reload the page.',
    },
    request: {
      title: 'Something could not be shown',
      text: 'The background worker reported an error when it was asked for images, values or weights. Training is not affected.',
    },
    detail: 'Error message: {message}',
  },
} as const;
