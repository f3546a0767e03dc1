// How one value of the network came about, in double precision from the engine's own inputs. Every operand is a reference
// that can be calculated in turn, back to the image's pixels.

import type { Calculation } from './calculation.ts';
import { convolutionOf } from './convolution.ts';
import { denseOf } from './dense.ts';
import { lossOf, probabilityOf } from './output.ts';
import { poolingOf } from './pooling.ts';
import { indexOf, type Pass, type UnitRef, type ValueRef } from './value.ts';

/** Requires that `pass` has the value (`hasValue`). */
export function calculate(pass: Pass, ref: ValueRef): Calculation {
  switch (ref.kind) {
    case 'pixel': {
      const byte = pass.pixels[ref.cell]!;
      return { kind: 'pixel', ref, byte, value: byte / 255 };
    }
    case 'unit':
      return calculateUnit(pass, ref);
    case 'probability':
      return probabilityOf(pass, ref.label);
    case 'loss':
      return lossOf(pass);
    default:
      return ref satisfies never;
  }
}

function calculateUnit(pass: Pass, ref: UnitRef): Calculation {
  switch (ref.layer) {
    case 'c1':
    case 'c3':
      return convolutionOf(pass, ref, ref.layer);
    case 's2':
    case 's4':
      return poolingOf(pass, ref, ref.layer);
    case 'f5':
    case 'f6':
    case 'logits':
      return denseOf(pass, ref, ref.layer);
    default:
      return ref.layer satisfies never;
  }
}

/** The value alone, as the engine computed it; the loss from the engine's logits. */
export function valueOf(pass: Pass, ref: ValueRef): number {
  switch (ref.kind) {
    case 'pixel':
      return pass.pixels[ref.cell]! / 255;
    case 'unit':
      return pass.activations[ref.layer][indexOf(ref)]!;
    case 'probability':
      return pass.probabilities[ref.label]!;
    case 'loss':
      return lossOf(pass).value;
    default:
      return ref satisfies never;
  }
}
