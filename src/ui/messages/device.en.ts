// English: the device and the engines that can train on it.

export const deviceEn = {
  device: {
    title: 'Device',
    looking: 'Looking at what can train here…',
    uses: '<strong>{engine}</strong> on {device}',
    cpu: '{threads, plural, one {one processor thread} other {# processor threads}}',
    reasons: {
      fastest: 'Chosen because it is the fastest here.',
      'gpu-near-tie': 'Chosen because the GPU is about as fast as the fastest and leaves the processor free.',
      requested: 'Chosen by you.',
      'requested-refused': '{engine}, which you asked for, can’t be used here; the fastest other is.',
    },
    compared: 'Engines compared',
    trials: 'Each engine first computes two steps as the reference does, then is timed.',
    milliseconds: '{value} ms/step',
    verdicts: {
      wrong: 'refused: {detail}',
      failed: 'failed: {detail}',
      missing: 'not here',
      emulated: 'not tried: emulated',
    },
    webgpu: {
      hardware: 'WebGPU: on the GPU ({adapter}).',
      software:
        'WebGPU: emulated on the CPU ({adapter}), slower than plain code. If this machine has a GPU, turn on graphics acceleration in the browser’s settings.',
      'insecure-context':
        'WebGPU: hidden by the browser, because this page is not on a secure address. Open it over https or on localhost.',
      'no-api':
        'WebGPU: not in this browser. Training works without it; a current Chrome, Edge or Safari may be faster.',
      'no-adapter':
        'WebGPU: in this browser, but it offers no graphics adapter. Training works without it; graphics acceleration in the browser’s settings or a newer driver may bring it.',
      'no-device':
        'WebGPU: the graphics adapter refused to open ({detail}). Training works without it; closing other heavy tabs and reloading may help.',
    },
    noDetail: 'no reason given',
  },
} as const;
