// The ten probabilities, each of which opens, and below them the verdict and the loss.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../../base/format.ts';
import { CLASS_KEYS } from '../../../contract/dataset.ts';
import type { ValueRef } from '../../../explain/value.ts';
import { classBox } from './boxes.ts';
import { Label } from './label.tsx';
import { labelTop, type DiagramLayout } from './layout.ts';

interface OutputBlockProps {
  layout: DiagramLayout;
  /** [10]; null while there are no values. */
  probabilities: Float32Array | null;
  /** The true class, where it is known. */
  label: number | null;
  onPoint: (ref: ValueRef | null, byKeyboard: boolean) => void;
  onOpen: (ref: ValueRef, byKeyboard: boolean) => void;
}

export function OutputBlock({ layout, probabilities, label, onPoint, onOpen }: OutputBlockProps) {
  const t = useTranslations('network');
  const className = useTranslations('classes');
  const { output } = layout;
  const top = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : null;
  return (
    <fieldset
      className="network-layer"
      aria-label={t('output.title')}
      style={{ left: output.x, top: output.y, inlineSize: output.width, blockSize: output.height }}
    >
      <Label name={t('layers.output')} shape="10" top={labelTop(layout, output)} />
      {CLASS_KEYS.map((key, index) => {
        const box = classBox(layout, index);
        const share = probabilities?.[index];
        const ref: ValueRef = { kind: 'probability', label: index };
        const truth = index === label ? ' network-class-true' : '';
        return (
          <button
            key={key}
            type="button"
            className={(index === top ? 'network-class network-class-top' : 'network-class') + truth}
            style={{
              left: box.x - output.x,
              top: box.y - output.y,
              inlineSize: box.width,
              blockSize: box.height,
            }}
            onPointerEnter={() => onPoint(ref, false)}
            onPointerLeave={() => onPoint(null, false)}
            onFocus={() => onPoint(ref, true)}
            onBlur={() => onPoint(null, true)}
            onClick={(event) => onOpen(ref, event.detail === 0)}
          >
            <span className="network-class-name">
              {className(key)}
              {index === label && <span className="visually-hidden"> ({t('output.truth')})</span>}
            </span>
            <span>{share === undefined ? '–' : formatPercent(share, 1)}</span>
            <span className="bar">
              <span className="bar-fill" style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
