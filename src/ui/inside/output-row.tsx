// The last layer as ten probabilities. A class can be chosen like any other unit.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { Inspection } from '../../contract/inspection.ts';
import { strongest, type Unit } from './layer-views.ts';
import './output-row.css';

interface OutputRowProps {
  inspection: Inspection;
  unit: Unit | null;
  /** Details of the chosen unit, if it is in this layer. */
  detail: ReactNode;
  onUnit: (unit: Unit) => void;
}

export function OutputRow({ inspection, unit, detail, onUnit }: OutputRowProps) {
  const t = useTranslations('inside');
  const className = useTranslations('classes');
  const { probabilities, label } = inspection;
  const top = strongest(probabilities);
  const truth = label === null ? null : className(CLASS_KEYS[label]!);
  const predicted = className(CLASS_KEYS[top]!);
  return (
    <li className="inside-layer">
      <div className="inside-text">
        <h3 className="inside-name">{t('layers.logits.name')}</h3>
        <p className="note">{t('layers.logits.text')}</p>
        <p className="inside-verdict">
          {truth === null
            ? t('output.prediction', { predicted })
            : t(label === top ? 'output.correct' : 'output.incorrect', { predicted, truth })}
        </p>
      </div>
      <div>
        <fieldset className="inside-output" aria-label={t('output.title')}>
          {CLASS_KEYS.map((key, cell) => {
            const chosen = unit?.layer === 'logits' && unit.cell === cell;
            const choose = () => onUnit({ layer: 'logits', map: 0, cell });
            return (
              <label key={key} className={cell === top ? 'inside-class inside-class-top' : 'inside-class'}>
                <input
                  type="radio"
                  name="inside-logits"
                  checked={chosen}
                  onChange={choose}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') choose();
                  }}
                />
                <span>{className(key)}</span>
                <span className="bar">
                  <span className="bar-fill" style={{ inlineSize: `${probabilities[cell]! * 100}%` }} />
                </span>
                <span className="inside-percent">{formatPercent(probabilities[cell]!, 1)}</span>
              </label>
            );
          })}
        </fieldset>
        {detail}
      </div>
    </li>
  );
}
