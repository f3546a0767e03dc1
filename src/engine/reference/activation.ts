// The activations, in place, and their derivatives in terms of their outputs, so that only the outputs are stored.

import type { Activation } from '../../contract/model.ts';
import type { Floats } from './floats.ts';

/** Replaces every value v by activation(v). */
export function activate(kind: Activation, values: Floats): void {
  const length = values.length;
  switch (kind) {
    case 'sigmoid':
      for (let i = 0; i < length; i++) values[i] = 1 / (1 + Math.exp(-values[i]!));
      return;
    case 'tanh':
      for (let i = 0; i < length; i++) values[i] = Math.tanh(values[i]!);
      return;
    case 'relu':
      // This comparison lets NaN pass, so that a diverged run shows it.
      for (let i = 0; i < length; i++) if (values[i]! < 0) values[i] = 0;
      return;
    default:
      kind satisfies never;
  }
}

/** Multiplies every gradient by the activation's derivative, given the activation's outputs. */
export function activateBackward(kind: Activation, outputs: Floats, gradients: Floats): void {
  const length = outputs.length;
  switch (kind) {
    case 'sigmoid':
      for (let i = 0; i < length; i++) gradients[i]! *= outputs[i]! * (1 - outputs[i]!);
      return;
    case 'tanh':
      for (let i = 0; i < length; i++) gradients[i]! *= 1 - outputs[i]! * outputs[i]!;
      return;
    case 'relu':
      for (let i = 0; i < length; i++) if (outputs[i]! <= 0) gradients[i] = 0;
      return;
    default:
      kind satisfies never;
  }
}
