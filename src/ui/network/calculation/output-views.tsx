// Softmax as ten rows, the loss on its curve, and a pixel.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../../base/format.ts';
import { CLASS_KEYS } from '../../../contract/dataset.ts';
import type {
  LossCalculation,
  PixelCalculation,
  ProbabilityCalculation,
} from '../../../explain/calculation.ts';
import { exactText, valueText } from '../value-text.ts';
import { Curve } from './curve.tsx';
import type { OpenValue } from './open.ts';

interface OutputViewProps<Found> {
  found: Found;
  onOpen: OpenValue;
  /** The value, which stands last. */
  children: ReactNode;
}

export function ProbabilityView({ found, onOpen, children }: OutputViewProps<ProbabilityCalculation>) {
  const t = useTranslations('calculation');
  const className = useTranslations('classes');
  const { logits, exponentials, total, largest, label } = found;
  return (
    <>
      <table className="calculation-softmax">
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            <th scope="col">{t('logit')}</th>
            <th scope="col">{t('exponential', { largest: valueText(largest) })}</th>
            <th scope="col">{t('share', { total: valueText(total) })}</th>
          </tr>
        </thead>
        <tbody>
          {CLASS_KEYS.map((key, index) => (
            <tr key={key} className={index === label ? 'calculation-own' : undefined}>
              <th scope="row">{className(key)}</th>
              <td>
                <button
                  type="button"
                  className="calculation-inline"
                  onClick={() => onOpen({ kind: 'unit', layer: 'logits', map: 0, cell: index })}
                >
                  {valueText(logits[index]!)}
                </button>
              </td>
              <td>{valueText(exponentials[index]!)}</td>
              <td>
                <span className="bar">
                  <span
                    className="bar-fill"
                    style={{ inlineSize: `${(exponentials[index]! / total) * 100}%` }}
                  />
                </span>
                {formatPercent(exponentials[index]! / total, 1)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="calculation-end">
        <p className="calculation-equation">
          {exactText(exponentials[label]!)} ÷ {exactText(total)}
        </p>
        {children}
      </div>
    </>
  );
}

/** The curve of the loss begins here, since it is infinite at 0. */
const LEAST = 0.004;
const lossAt = (probability: number) => -Math.log(Math.max(probability, LEAST));

export function LossView({ found, onOpen, children }: OutputViewProps<LossCalculation>) {
  const t = useTranslations('calculation');
  const className = useTranslations('classes');
  const { label, probability } = found;
  return (
    <>
      <p className="note">
        {t('probabilityOf', { name: className(CLASS_KEYS[label]!) })}; {t('noSmoothing')}
      </p>
      <div className="calculation-end">
        <p className="calculation-equation">
          <Curve of={lossAt} x={Math.max(probability, LEAST)} from={LEAST} to={1} />
          <span>
            −ln{' '}
            <button
              type="button"
              className="calculation-inline"
              onClick={() => onOpen({ kind: 'probability', label })}
            >
              {exactText(probability)}
            </button>
          </span>
        </p>
        {children}
      </div>
    </>
  );
}

export function PixelView({ found, children }: Omit<OutputViewProps<PixelCalculation>, 'onOpen'>) {
  const t = useTranslations('calculation');
  const { byte } = found;
  return (
    <div className="calculation-end">
      <p className="calculation-equation">
        <span
          className="calculation-pixel"
          style={{ background: `rgb(${byte} ${byte} ${byte})` }}
          aria-hidden="true"
        />
        <span className="visually-hidden">{t('grey', { byte: String(byte) })}</span>
        <span>{byte} ÷ 255</span>
      </p>
      {children}
    </div>
  );
}
