// A sweep of four networks that trains, as the worker reports it.

import { PRESETS } from '../contract/config.ts';
import type { MemberState, SweepState } from '../contract/sweep-state.ts';
import { FIRST_AXES, planOf } from './sweep-draft.ts';

export const member = (index: number, changes: Partial<MemberState> = {}): MemberState => ({
  index,
  status: { state: 'waiting' },
  step: 0,
  totalSteps: 10,
  losses: new Float32Array(),
  stepsPerPoint: 1,
  epochs: [],
  best: null,
  test: null,
  seconds: 0,
  ...changes,
});

export const sweepOf = (changes: Partial<SweepState> = {}): SweepState => ({
  id: 'a',
  phase: 'training',
  secondsLeft: null,
  imagesPerSecond: null,
  notSaved: null,
  synthetic: null,
  plan: planOf(FIRST_AXES, PRESETS.article),
  device: { kind: 'cpu', threads: 2 },
  engineRefusal: null,
  members: [0, 1, 2, 3].map((index) => member(index)),
  ...changes,
});
