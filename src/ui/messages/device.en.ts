// English: the device and the engines that can train on it.

export const deviceEn = {
  device: {
    title: 'Device',
    checking: 'Checking what can train here…',
    uses: '<strong>{engine}</strong> on {device}',
    cpu: '{threads, plural, one {one CPU thread} other {# CPU threads}}',
    reasons: {
      fastest: 'Chosen because it is the fastest here.',
      'gpu-near-tie': 'Chosen because the GPU is nearly as fast as the fastest and leaves the CPU free.',
      requested: 'Chosen by you.',
      'requested-refused': '{engine}, which you chose, can’t be used here. The fastest other engine is used.',
    },
    threads: {
      reload: 'One processor thread is used. Reload once for all processor threads.',
      'insecure-context':
        'One processor thread is used, because this page is not on a secure address. Open it over https or on localhost for all of them.',
      'no-headers':
        'One processor thread is used: this page came without the headers that more threads need, and the browser does not let the page add them.',
      afterRun: 'You can reload the page when the run has ended.',
      button: 'Reload the page',
    },
    compared: 'Engines compared',
    trials:
      'Each engine computes two steps, which must match the reference. Engines that compete are then timed.',
    milliseconds: '{value} ms/step',
    correct: 'correct',
    remembered: '{outcome} (checked {time})',
    memory:
      'The result of an earlier visit is remembered for this browser, device and version of the page, for at most 30 days. An engine that fails is checked again.',
    verdicts: {
      wrong: 'incorrect: {detail}',
      failed: 'failed: {detail}',
      missing: 'not available',
      emulated: 'not tried: emulated',
      'not-needed': 'not tried: a faster engine works',
      'not-loaded': 'could not be downloaded',
    },
    webgpu: {
      hardware: 'WebGPU: runs on the GPU ({adapter}).',
      software:
        'WebGPU: emulated on the CPU ({adapter}), slower than plain code. If this machine has a GPU, turn on graphics acceleration in the browser’s settings.',
      'insecure-context':
        'WebGPU: disabled by the browser, because this page is not on a secure address. Open it over https or on localhost.',
      'no-api':
        'WebGPU: not supported by this browser. Training works without it; a current Chrome, Edge or Safari may be faster.',
      'no-adapter':
        'WebGPU: supported by this browser, but no GPU is available to it. Training works without it; turning on graphics acceleration in the browser’s settings or updating the graphics driver may help.',
      'no-device':
        'WebGPU: the GPU could not be opened ({detail}). Training works without it; closing other heavy tabs and reloading may help.',
    },
    noDetail: 'no reason given',
  },
  speedTest: {
    title: 'Speed test',
    start: 'Test this machine',
    afterRun: 'The speed test can start after the run.',
    preparing: 'comparing the engines',
    left: '{time} left',
    interrupted: 'The speed test ended without a result, because a run started or the worker was replaced.',
    failed: 'The speed test failed: {message}. Press again to try once more.',
    done: 'The speed test is done.',
    step: 'Classic LeNet, one step of 32 images. Median of 5 repeats.',
    card: 'LeNet Playground: this machine’s speed',
    milliseconds: '{value} ms/step',
    range: '{low} to {high}',
    images: '{count, plural, one {# image/s} other {# images/s}}',
    untimed: 'not timed: {detail}',
    image: 'Save image',
    copy: 'Copy as JSON',
    copied: 'Copied.',
    notCopied: 'The browser does not allow copying here.',
    others: 'Machines we measured',
  },
} as const;
