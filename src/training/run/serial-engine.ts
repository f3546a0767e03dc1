// An engine that runs one call at a time: a prediction waits for the training chunk under way.

import type { Engine } from '../../engine/engine.ts';

/** `engine` with its calls in a queue, in the order made. The next call runs even if the one before it failed. */
export function serialEngine(engine: Engine): Engine {
  let last: Promise<unknown> = Promise.resolve();
  const enqueue = <T>(call: () => Promise<T>): Promise<T> => {
    const result = last.then(call, call);
    last = result;
    return result;
  };
  return {
    name: engine.name,
    device: engine.device,
    upload: (images, labels) => enqueue(() => engine.upload(images, labels)),
    train: (chunk) => enqueue(() => engine.train(chunk)),
    evaluate: (samples) => enqueue(() => engine.evaluate(samples)),
    predict: (images) => enqueue(() => engine.predict(images)),
    activations: (image) => enqueue(() => engine.activations(image)),
    read: () => enqueue(() => engine.read()),
    write: (state) => enqueue(() => engine.write(state)),
    dispose: () => engine.dispose(),
  };
}
