// English: what is kept of a run, what happened to it, and what went wrong.

export const enTrust = {
  kept: {
    title: 'A run from before is kept',
    unfinished:
      '{preset}: epoch {epoch} of {epochs}, step {step} of {steps}, kept {time}. It goes on exactly where it stood.',
    finished: '{preset}: {accuracy} on the test set, kept {time}.',
    continue: 'Continue at epoch {epoch}, step {step}',
    show: 'Show it again',
    forget: 'Forget it',
    'newer-version':
      'It was kept by a newer version of this page, which this one can’t read. Reload the page to get the newer one.',
    damaged: 'It can’t be read any more, and is not used: {detail}.',
    unreadable: 'The browser could not read its storage: {detail}. Reload the page to try again.',
    refused: 'A run from before can’t be taken up',
    notDeleted: 'The saved run could not be deleted',
  },
  load: {
    choose: 'Load weights…',
    note: 'A .safetensors file of this page or of the tutorial’s LeNet in PyTorch: choose it, or drop it here.',
    onward: 'Train on from these',
    origin: 'Weights',
    fromFile: 'from the file {name}',
    fromBefore: 'trained on from earlier ones',
    assumed:
      '{name} does not say how it was trained: sigmoid, average pooling and no activation between the dense layers are assumed, as in the article.',
    refused: '{name} was not taken; everything is as it was.',
    reasons: {
      unread: 'It could not be read: try again. A folder can’t be loaded.',
      'too-large': 'It is larger than any weight file of this network.',
      'not-safetensors': 'It is not a whole safetensors file.',
      'other-tensors': 'It holds another network than a LeNet of this family.',
      'not-finite': 'Some of its weights are not finite numbers.',
      'newer-version': 'It was written by a newer version of this page: reload the page to get that version.',
      'bad-config': 'The configuration in it can’t be right.',
      busy: 'A run is on: stop or reset it first.',
    },
    detail: 'Found: {found}. Expected: {expected}.',
  },
  elsewhere: {
    title: 'Another tab is training',
    text: 'Epoch {epoch} of {epochs}, step {step} of {steps}{accuracy, select, none {} other {; {accuracy} on validation}}.',
    takeOver: 'Go on in this tab',
    note: 'The other tab then stops; nothing is lost.',
  },
  recovery: {
    title: 'The run went on by itself',
    lost: {
      device: 'The graphics device was lost at step {at}.',
      engine: 'The engine failed at step {at}.',
      worker: 'The background worker was lost at step {at}.',
    },
    again:
      '{from, select, zero {The run begins again} other {It goes on from step {from}, the last that was kept}}, on a fresh one.',
    times: '{times, plural, one {This was the first time} other {This was time # }} in this run.',
    dismiss: 'Dismiss',
  },
  saving: {
    saved: 'Kept on this machine up to step {step}: closing the tab loses nothing before it.',
    'not-saved': {
      title: 'This run is not being saved',
      full: 'The storage that the browser gives this page is full.',
      unavailable: 'The browser gives this page no storage; a private window may be the reason.',
      what: 'Training goes on, but closing the tab would lose it.',
      download: 'Download the best weights so far',
    },
  },
  failure: {
    retry: 'Try again',
    dismiss: 'Dismiss',
    goOn: 'Go on with {engine}',
    trainOn: 'Train with {engine}',
    gently: 'Try again with a learning rate of {rate}',
    data: {
      title: 'The pictures did not arrive',
      network: '{file} could not be fetched. Check the connection, then try again.',
      http: '{file}: the server answered {status}. Reload the page, or try again later.',
      checksum: '{file} arrived damaged: its checksum is wrong. Trying again fetches it anew.',
      manifest: '{file}, the list of data files, could not be read. The page may be half updated: reload it.',
      decode: '{file} arrived, but could not be unpacked. Trying again fetches it anew.',
    },
    diverged: {
      title: {
        'not-finite': 'The loss is no longer a number',
        frozen: 'The loss no longer moves',
        zero: 'The loss is exactly zero',
      },
      what: {
        'not-finite':
          'At step {step} (epoch {epoch}) the loss stopped being finite, with a learning rate of {rate}, and the run was ended.',
        frozen:
          'Up to step {step} (epoch {epoch}) every step had the very same loss, on different pictures: the network has stopped computing anything of use. The run was ended.',
        zero: 'At step {step} (epoch {epoch}) the loss was exactly zero, which a network that still learns does not reach. The run was ended.',
      },
      kept: {
        'best-epoch': 'Kept: the best weights, of epoch {epoch}.',
        start: 'Kept: the initial weights; no epoch was complete.',
      },
      advice: {
        'not-finite':
          'Steps that are too large make the weights grow without bound. A tenth of the learning rate is a good start.',
        frozen:
          'Often the steps were so large that all units were switched off. A tenth of the learning rate is a good start.',
        zero: 'It may know its few pictures by heart: train on more of them. If there are many, another engine is worth a try.',
      },
    },
    engine: {
      title: '{engine} failed',
      unavailable: 'It could not be started here. Choose another engine under Configure, or try again.',
      lost: 'The graphics device went away during the run, perhaps after sleep or a driver update.',
      error: 'It reported an error.',
      kept: 'The run is kept up to step {step} and can go on.',
      notKept: 'Nothing was kept yet: try again, or choose another engine under Configure.',
    },
    worker: {
      title: 'The background worker stopped',
      what: 'This can happen when memory runs out.',
      kept: 'The run is kept up to step {step}: trying again goes on from there.',
      lost: 'What it held is lost. Trying again starts a fresh one.',
    },
    weights: {
      title: '{name} can’t be used',
      text: 'Its weights are numbers, but what the network computes from them is not. The file was not loaded.',
    },
    tabs: {
      title: 'Other tabs can’t be checked',
      text: 'The browser did not say whether another tab of this page is training. Close the other tabs of this page, or reload this one.',
    },
    detail: 'Reported: {message}',
  },
} as const;
