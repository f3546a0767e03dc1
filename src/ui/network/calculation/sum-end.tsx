// The end of a weighted sum: products, bias, sum, and the activation on its curve.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { WeightedSum } from '../../../explain/calculation.ts';
import { activated } from '../../../explain/weighted-sum.ts';
import { exactText } from '../value-text.ts';
import { Curve } from './curve.tsx';
import type { OpenParameter } from './open.ts';

interface SumEndProps {
  found: WeightedSum;
  onParameter: OpenParameter | undefined;
  /** The value, which stands last. */
  children: ReactNode;
}

export function SumEnd({ found, onParameter, children }: SumEndProps) {
  const t = useTranslations('calculation');
  const { sum, bias, biasParameter, activation } = found;
  const biasText = exactText(bias);
  return (
    <div className="calculation-end">
      <p className="calculation-equation">
        <Part name={t('allProducts')}>{exactText(sum - bias)}</Part>
        <span>+</span>
        <Part name={t('bias')}>
          {onParameter ? (
            <button type="button" className="calculation-inline" onClick={() => onParameter(biasParameter)}>
              {biasText}
            </button>
          ) : (
            biasText
          )}
        </Part>
        <span>=</span>
        <Part name={t('sum')}>{exactText(sum)}</Part>
      </p>
      {activation && (
        <p className="calculation-equation calculation-activation">
          <Curve of={(x) => activated(activation, x)} x={sum} from={-4} to={4} />
          <span>
            {t(`activation.${activation}`)}({exactText(sum)})
          </span>
        </p>
      )}
      {children}
    </div>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="calculation-part">
      <b>{children}</b>
      <small>{name}</small>
    </span>
  );
}
