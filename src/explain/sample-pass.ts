// One sample forward and backward through the reference in double precision: its loss and all its gradients.

import type { EngineSpec } from '../engine/engine.ts';
import { doublePrecision, type Floats } from '../engine/reference/floats.ts';
import { Network } from '../engine/reference/network.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import { NetworkPass, type Scored } from './network-pass.ts';

export class SamplePass extends NetworkPass<Network, Floats> {
  constructor(spec: EngineSpec, parameters: Float32Array, dataset: Dataset) {
    super(spec, dataset, new Network(spec.model, doublePrecision));
    this.network.parameters.set(parameters);
  }

  /** Afterwards `network.gradients` are those of this sample's loss. */
  override backward(...[word, onLayer]: Parameters<NetworkPass<Network, Floats>['backward']>): Scored {
    this.network.gradients.fill(0);
    return super.backward(word, onLayer);
  }
}
