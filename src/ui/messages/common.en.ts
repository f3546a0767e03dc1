// English: words that several panels use: classes, engines, durations.

export const commonEn = {
  classes: {
    tshirt: 'T-shirt/top',
    trouser: 'Trouser',
    pullover: 'Pullover',
    dress: 'Dress',
    coat: 'Coat',
    sandal: 'Sandal',
    shirt: 'Shirt',
    sneaker: 'Sneaker',
    bag: 'Bag',
    boot: 'Ankle boot',
  },
  classesShort: {
    tshirt: 'T-shirt',
    trouser: 'Trouser',
    pullover: 'Pullov.',
    dress: 'Dress',
    coat: 'Coat',
    sandal: 'Sandal',
    shirt: 'Shirt',
    sneaker: 'Sneaker',
    bag: 'Bag',
    boot: 'Boot',
  },
  engines: {
    auto: 'Automatic',
    webgpu: 'Fused WebGPU kernels',
    tfjs: 'TensorFlow.js on WebGPU',
    wasm: 'WebAssembly',
    reference: 'Plain TypeScript loops',
  },
  time: {
    hours: '{hours}\u00A0h {minutes}\u00A0min',
    minutes: '{minutes}\u00A0min {seconds}\u00A0s',
    seconds: '{seconds}\u00A0s',
  },
} as const;
