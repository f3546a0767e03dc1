// The size of each layer's gradient and of its change in a step.

import { useTranslations } from 'use-intl';
import type { LayerStep } from '../../contract/explanation.ts';
import { numberText } from './number-text.ts';
import { SizeBar } from './size-bar.tsx';

export function LayerNorms({ layers }: { layers: readonly LayerStep[] }) {
  const t = useTranslations('step.layers');
  const rows = {
    gradient: layers.map(({ gradientNorm }) => gradientNorm),
    update: layers.map(({ updateNorm }) => updateNorm),
  };
  return (
    <table className="step-norms">
      <caption className="note">{t('note')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('layer')}</th>
          {layers.map(({ layer }) => (
            <th key={layer} scope="col">
              {layer}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(['gradient', 'update'] as const).map((row) => (
          <tr key={row}>
            <th scope="row">{t(row)}</th>
            {layers.map(({ layer }, i) => (
              <td key={layer}>
                {numberText(rows[row][i]!)}
                <SizeBar fraction={rows[row][i]! / Math.max(...rows[row])} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
