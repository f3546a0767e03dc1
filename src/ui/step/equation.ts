// The update of a parameter as lines of text with its real numbers, ending with one equation for the new value.

import type { AdamTerms, ParameterExplanation, UpdateTerms } from '../../contract/explanation.ts';
import { decimalsFor, fixedText, numberText, operand, settingText } from './number-text.ts';

export interface TermLine {
  term: 'mean' | 'gradient' | 'velocity' | 'moment1' | 'moment2' | 'corrected1' | 'corrected2' | 'rate';
  /** As `−0.067 / 32 = −0.0021`. */
  text: string;
}

export function termLines({
  terms,
  gradients,
}: Pick<ParameterExplanation, 'terms' | 'gradients'>): TermLine[] {
  const { meanGradient, rule, weightDecay, before, learningRate } = terms;
  const count = gradients.length;
  const mean = numberText(meanGradient);
  const gradient = numberText(rule.gradient);
  const lines: TermLine[] = [
    { term: 'mean', text: `${numberText(meanGradient * count)} / ${count} = ${mean}` },
  ];
  if (rule.decayTerm !== 0) {
    const decay = `${settingText(weightDecay)} × ${operand(numberText(before))}`;
    lines.push({ term: 'gradient', text: `${mean} + ${decay} = ${gradient}` });
  }
  if (rule.optimizer === 'sgd') {
    const { momentum, velocityBefore, velocity } = rule;
    const text = `${momentum} × ${operand(numberText(velocityBefore))} + ${operand(gradient)} = ${numberText(velocity)}`;
    lines.push({ term: 'velocity', text });
  } else lines.push(...adamLines(rule));
  return [...lines, { term: 'rate', text: settingText(learningRate) }];
}

function adamLines(rule: AdamTerms): TermLine[] {
  const { beta1, beta2, correction1, correction2 } = rule;
  const gradient = operand(numberText(rule.gradient));
  const average = (beta: number, before: number, added: string, sum: number) =>
    `${beta} × ${operand(numberText(before))} + ${settingText(1 - beta)} × ${added} = ${numberText(sum)}`;
  const quotient = (moment: number, correction: number, corrected: number) =>
    `${numberText(moment)} / ${numberText(correction)} = ${numberText(corrected)}`;
  return [
    { term: 'moment1', text: average(beta1, rule.moment1Before, gradient, rule.moment1) },
    { term: 'moment2', text: average(beta2, rule.moment2Before, `${gradient}²`, rule.moment2) },
    { term: 'corrected1', text: quotient(rule.moment1, correction1, rule.corrected1) },
    { term: 'corrected2', text: quotient(rule.moment2, correction2, rule.corrected2) },
  ];
}

/** Ends with the new value: `0.0213 − 0.001 × 0.00213 / (√0.00000454 + 10⁻⁸) = 0.0203`. */
export function equationText(terms: UpdateTerms): string {
  const { rule, learningRate, weightDecay, decoupledDecay } = terms;
  const { before, after } = valueTexts(terms);
  const rate = settingText(learningRate);
  const decay = decoupledDecay === 0 ? '' : ` − ${rate} × ${settingText(weightDecay)} × ${operand(before)}`;
  return `${before}${decay} − ${rate} × ${direction(rule)} = ${after}`;
}

function direction(rule: UpdateTerms['rule']): string {
  if (rule.optimizer === 'sgd') return operand(numberText(rule.velocity));
  const { corrected1, corrected2, epsilon } = rule;
  return `${operand(numberText(corrected1))} / (√${operand(numberText(corrected2))} + ${settingText(epsilon)})`;
}

/** Old and new value with as many decimals as their difference needs. */
export function valueTexts({ before, after }: Pick<UpdateTerms, 'before' | 'after'>) {
  const decimals = decimalsFor(after - before);
  return { before: fixedText(before, decimals), after: fixedText(after, decimals) };
}
