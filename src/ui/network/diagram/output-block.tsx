// The probabilities of the classes, each of which opens: a row for each of a few; of many, the most probable ones in rows and
// all of them as bars.

import { useTranslations } from 'use-intl';
import { formatPercent } from '../../../base/format.ts';
import type { ValueRef } from '../../../explain/value.ts';
import { ClassName } from '../../class-name.tsx';
import { topClasses } from '../../top-classes.ts';
import { useClassNames } from '../../use-class-names.ts';
import { rowBox } from './boxes.ts';
import { ClassBars, type ClassPointing } from './class-bars.tsx';
import { Label } from './label.tsx';
import { labelTop, type DiagramLayout } from './layout.ts';

interface OutputBlockProps extends ClassPointing {
  layout: DiagramLayout;
  /** [classes]; null while there are no values. */
  probabilities: Float32Array | null;
  /** The true class, where it is known. */
  label: number | null;
}

export function OutputBlock({ layout, probabilities, label, onPoint, onOpen }: OutputBlockProps) {
  const t = useTranslations('network');
  const { count } = useClassNames();
  const { output } = layout;
  const top = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : null;
  const { shown } = topClasses(probabilities ?? new Float32Array(count), label);
  return (
    <fieldset
      className="network-layer"
      aria-label={t('output.title', { count })}
      style={{ left: output.x, top: output.y, inlineSize: output.width, blockSize: output.height }}
    >
      <Label name={t('layers.output')} shape={String(count)} top={labelTop(layout, output)} />
      {Array.from({ length: output.named }, (_, place) => {
        const index = shown[place]!;
        const box = rowBox(layout, place);
        const share = probabilities?.[index];
        const ref: ValueRef = { kind: 'probability', label: index };
        const truth = index === label ? ' network-class-true' : '';
        return (
          <button
            // The rows of many classes keep the focus when another class comes into them.
            key={place}
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
              <span>
                <ClassName label={index} />
              </span>
              {index === label && <span className="visually-hidden"> ({t('output.truth')})</span>}
            </span>
            <span>{share === undefined ? '–' : formatPercent(share, 1)}</span>
            <span className="bar">
              <span className="bar-fill" style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
            </span>
          </button>
        );
      })}
      {output.bars && (
        <ClassBars
          {...{ probabilities, label, onPoint, onOpen }}
          bars={output.bars}
          within={output}
          classes={count}
          top={Math.max(0, top ?? 0)}
        />
      )}
    </fieldset>
  );
}
