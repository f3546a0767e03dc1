// The update of one parameter by Adam, AdamW or SGD with momentum, term by term, as reference/optimizer.ts computes it.

import { integerPower } from '../base/exact-math.ts';
import type { AdamTerms, MomentumTerms, UpdateTerms } from '../contract/explanation.ts';
import {
  ADAM_BETA1,
  ADAM_BETA2,
  ADAM_EPSILON,
  SGD_MOMENTUM,
  type EngineSpec,
  type ModelState,
} from '../engine/engine.ts';

/** `state` is the one before the update; `meanGradient` that of parameter `index`, without weight decay. */
export function updateTerms(
  { optimizer, weightDecay }: EngineSpec,
  state: ModelState,
  index: number,
  meanGradient: number,
  learningRate: number,
): UpdateTerms {
  const before = state.parameters[index]!;
  const moment1Before = state.moment1[index]!;
  const moment2Before = state.moment2[index]!;
  const step = state.step + 1;
  const decoupledDecay = optimizer === 'adamw' ? learningRate * weightDecay * before : 0;
  const decayTerm = optimizer === 'adamw' ? 0 : weightDecay * before;
  const gradient = meanGradient + decayTerm;
  const rule =
    optimizer === 'sgd'
      ? momentumTerms(decayTerm, gradient, moment1Before)
      : adamTerms(optimizer, decayTerm, gradient, moment1Before, moment2Before, step);
  const change = learningRate * directionOf(rule);
  const after = before - decoupledDecay - change;
  return { step, learningRate, weightDecay, before, meanGradient, rule, decoupledDecay, change, after };
}

/** What the learning rate is multiplied by. */
function directionOf(rule: MomentumTerms | AdamTerms): number {
  if (rule.optimizer === 'sgd') return rule.velocity;
  return rule.corrected1 / (Math.sqrt(rule.corrected2) + rule.epsilon);
}

function momentumTerms(decayTerm: number, gradient: number, velocityBefore: number): MomentumTerms {
  const velocity = SGD_MOMENTUM * velocityBefore + gradient;
  return { optimizer: 'sgd', decayTerm, gradient, momentum: SGD_MOMENTUM, velocityBefore, velocity };
}

function adamTerms(
  optimizer: AdamTerms['optimizer'],
  decayTerm: number,
  gradient: number,
  moment1Before: number,
  moment2Before: number,
  step: number,
): AdamTerms {
  const moment1 = ADAM_BETA1 * moment1Before + (1 - ADAM_BETA1) * gradient;
  const moment2 = ADAM_BETA2 * moment2Before + (1 - ADAM_BETA2) * gradient * gradient;
  const correction1 = 1 - integerPower(ADAM_BETA1, step);
  const correction2 = 1 - integerPower(ADAM_BETA2, step);
  return {
    optimizer,
    decayTerm,
    gradient,
    beta1: ADAM_BETA1,
    beta2: ADAM_BETA2,
    epsilon: ADAM_EPSILON,
    moment1Before,
    moment2Before,
    moment1,
    moment2,
    correction1,
    correction2,
    corrected1: moment1 / correction1,
    corrected2: moment2 / correction2,
  };
}
