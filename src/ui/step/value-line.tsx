// A parameter's value over time as a small line, with its first and last value in words.

import { useTranslations } from 'use-intl';
import type { ParameterExplanation } from '../../contract/explanation.ts';
import { decimalsFor, fixedText } from './number-text.ts';

const WIDTH = 160;
const HEIGHT = 40;
const MARGIN = 3;

export function ValueLine({ history }: { history: ParameterExplanation['history'] }) {
  const t = useTranslations('step.parameter');
  const { steps, values } = history;
  const last = steps.length - 1;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scaled = (value: number, from: number, to: number, size: number) =>
    MARGIN + ((value - from) / (to - from || 1)) * (size - 2 * MARGIN);
  const points = Array.from(steps, (step, i) => {
    const x = scaled(step, steps[0]!, steps[last]!, WIDTH);
    return { x, y: HEIGHT - scaled(values[i]!, low, high, HEIGHT) };
  });
  const end = points[last]!;
  const shown = (value: number) => fixedText(value, decimalsFor(high - low));
  const text = t('line', {
    count: steps.length,
    first: shown(values[0]!),
    from: steps[0]!,
    last: shown(values[last]!),
    to: steps[last]!,
  });
  return (
    <figure className="step-line">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
        <circle cx={end.x} cy={end.y} r={MARGIN} />
      </svg>
      <figcaption className="note">{text}</figcaption>
    </figure>
  );
}
