// A dense unit or a logit: its ten largest products as bars, the others as one sum.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { DenseCalculation } from '../../../explain/calculation.ts';
import { useValueName } from '../use-value-name.ts';
import { valueText } from '../value-text.ts';
import type { OpenParameter, OpenValue } from './open.ts';
import { SumEnd } from './sum-end.tsx';

interface DenseViewProps {
  found: DenseCalculation;
  onOpen: OpenValue;
  onParameter: OpenParameter | undefined;
  /** The value, which stands last. */
  children: ReactNode;
}

const SHOWN = 10;

export function DenseView({ found, onOpen, onParameter, children }: DenseViewProps) {
  const t = useTranslations('calculation');
  const nameOf = useValueName();
  const shown = found.terms.slice(0, SHOWN);
  const others = found.terms.slice(SHOWN);
  const rest = others.reduce((sum, { product }) => sum + product, 0);
  const largest = Math.max(Math.abs(shown[0]?.product ?? 0), Math.abs(rest), 1e-9);
  return (
    <>
      <ul className="calculation-terms">
        {shown.map(({ ref, input, weight, parameter, product }) => (
          <li key={parameter} className="calculation-term">
            <button type="button" className="calculation-inline" onClick={() => onOpen(ref)}>
              {nameOf(ref)}
            </button>
            <SignedBar share={product / largest} />
            <span className="calculation-numbers">
              {valueText(input)} ×{' '}
              {onParameter ? (
                <button
                  type="button"
                  className="calculation-inline"
                  aria-label={`${t('weights')} ${valueText(weight)}`}
                  onClick={() => onParameter(parameter)}
                >
                  {valueText(weight)}
                </button>
              ) : (
                valueText(weight)
              )}{' '}
              = <b>{valueText(product)}</b>
            </span>
          </li>
        ))}
        {others.length > 0 && (
          <li className="calculation-term">
            <span>{t('rest', { count: others.length })}</span>
            <SignedBar share={rest / largest} />
            <span className="calculation-numbers">
              <b>{valueText(rest)}</b>
            </span>
          </li>
        )}
      </ul>
      <SumEnd found={found} onParameter={onParameter}>
        {children}
      </SumEnd>
    </>
  );
}

/** A bar from the middle: to the right above zero, to the left and hatched below. */
function SignedBar({ share }: { share: number }) {
  const size = Math.min(1, Math.abs(share)) * 50;
  return (
    <span className="calculation-bar" aria-hidden="true">
      <span
        className={share < 0 ? 'calculation-bar-negative' : 'calculation-bar-positive'}
        style={{ insetInlineStart: `${share < 0 ? 50 - size : 50}%`, inlineSize: `${size}%` }}
      />
    </span>
  );
}
