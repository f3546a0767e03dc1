// The outputs of all layers in double precision, for the activations suite (engine/testing/activations.ts).

import type { ActivationLayer } from '../../contract/activations.ts';
import { plainSample } from '../../contract/sample.ts';
import type { EngineSpec } from '../engine.ts';
import { doublePrecision, type Floats } from './floats.ts';
import { gather } from './gather.ts';
import { Network } from './network.ts';

/** Every layer's output for `image` [28, 28] with the flat `parameters`. */
export function exactActivations(
  { model }: EngineSpec,
  parameters: Float32Array,
  image: Uint8Array,
): Record<ActivationLayer, Floats> {
  const network = new Network(model, doublePrecision);
  network.parameters.set(parameters);
  gather(image, plainSample(0), network.framed);
  network.forward();
  return network.values;
}
