// Softmax as a row for each class, the largest alone where there are many, the loss on its curve, and a pixel.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../../base/format.ts';
import type {
  LossCalculation,
  PixelCalculation,
  ProbabilityCalculation,
} from '../../../explain/calculation.ts';
import { exactText, valueText } from '../value-text.ts';
import { ClassName } from '../../class-name.tsx';
import { topClasses } from '../../top-classes.ts';
import { useClassNames } from '../../use-class-names.ts';
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
  const { logits, exponentials, total, largest, label } = found;
  const { shown, others } = topClasses(exponentials, label);
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
          {shown.map((index) => (
            <tr key={index} className={index === label ? 'calculation-own' : undefined}>
              <th scope="row">
                <ClassName label={index} />
              </th>
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
                <span className="calculation-share">
                  <span className="bar">
                    <span
                      className="bar-fill"
                      style={{ inlineSize: `${(exponentials[index]! / total) * 100}%` }}
                    />
                  </span>
                  {formatPercent(exponentials[index]! / total, 1)}
                </span>
              </td>
            </tr>
          ))}
          {others && (
            <tr>
              <th scope="row" colSpan={2}>
                {t('rest', { count: others.count })}
              </th>
              <td>{valueText(others.sum)}</td>
              <td>
                <span className="calculation-share">{formatPercent(others.sum / total, 1)}</span>
              </td>
            </tr>
          )}
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
  const classes = useClassNames();
  const { label, probability } = found;
  return (
    <>
      <p className="note">
        {t('probabilityOf', { name: classes.name(label) })}; {t('noSmoothing')}
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
