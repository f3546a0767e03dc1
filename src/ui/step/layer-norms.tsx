// The size of each layer's gradient and of its change in a step.

import { useTranslations } from 'use-intl';
import type { LayerStep } from '../../contract/explanation.ts';
import { numberText } from './number-text.ts';
import { SizeBar } from './size-bar.tsx';

export function LayerNorms({ layers }: { layers: readonly LayerStep[] }) {
  const t = useTranslations('step.layers');
  const largest = {
    gradient: Math.max(...layers.map(({ gradientNorm }) => gradientNorm)),
    update: Math.max(...layers.map(({ updateNorm }) => updateNorm)),
  };
  return (
    <table className="step-norms">
      <caption className="note">{t('note')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('layer')}</th>
          <th scope="col">{t('gradient')}</th>
          <th scope="col">{t('update')}</th>
        </tr>
      </thead>
      <tbody>
        {layers.map(({ layer, gradientNorm, updateNorm }) => (
          <tr key={layer}>
            <th scope="row">{layer}</th>
            <td>
              {numberText(gradientNorm)}
              <SizeBar fraction={gradientNorm / largest.gradient} />
            </td>
            <td>
              {numberText(updateNorm)}
              <SizeBar fraction={updateNorm / largest.update} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
