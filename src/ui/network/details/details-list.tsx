// What is there on demand below the drawing: learned filters, and all values as text. Each is drawn only while it is open.

import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Pass, ValueRef } from '../../../explain/value.ts';
import type { Source } from '../image/use-image.ts';
import { FilterExamples } from './filter-examples.tsx';
import { Filters } from './filters.tsx';
import { ValuesAsText } from './values-as-text.tsx';
import './details.css';

interface DetailsListProps {
  /** Null while there are no values. */
  pass: Pass | null;
  opened: ValueRef | null;
  onChoose: (source: Source) => void;
}

export function DetailsList({ pass, opened, onChoose }: DetailsListProps) {
  const t = useTranslations('network');
  const map = mapOf(opened);
  return (
    <div className="network-details">
      <OnDemand title={t('filters.title')}>
        {pass && (
          <>
            <Filters pass={pass} layer="c1" />
            <Filters pass={pass} layer="c3" />
          </>
        )}
      </OnDemand>
      <OnDemand title={t('examples.title')}>
        {pass && (
          <FilterExamples key={`${map.layer} ${map.map}`} pass={pass} initial={map} onChoose={onChoose} />
        )}
      </OnDemand>
      <OnDemand title={t('text.title')}>{pass && <ValuesAsText pass={pass} />}</OnDemand>
    </div>
  );
}

function OnDemand({ title, children }: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children}
    </details>
  );
}

/** The convolution's map that a value belongs to; the first one for values of no map. */
function mapOf(ref: ValueRef | null): { layer: 'c1' | 'c3'; map: number } {
  if (ref?.kind !== 'unit') return { layer: 'c1', map: 0 };
  const { layer, map } = ref;
  if (layer === 'c3' || layer === 's4') return { layer: 'c3', map };
  return { layer: 'c1', map: layer === 'c1' || layer === 's2' ? map : 0 };
}
