// What a press in a calculation calls.

import type { ValueRef } from '../../../explain/value.ts';

export type OpenValue = (ref: ValueRef) => void;
/** With a weight's or a bias's index in the flat parameters. */
export type OpenParameter = (flatIndex: number) => void;

export interface Opening {
  /** The keyboard's focus moves to the calculation. */
  takesFocus: boolean;
}
