// What is there on demand below the drawing: learned filters, and all values as text. Each is drawn only while it is open.

import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Pass } from '../../../explain/value.ts';
import { Filters } from './filters.tsx';
import { ValuesAsText } from './values-as-text.tsx';
import './details.css';

export function DetailsList({ pass }: { pass: Pass }) {
  const t = useTranslations('network');
  return (
    <div className="network-details">
      <OnDemand title={t('filters.title')}>
        {() => (
          <>
            <Filters pass={pass} layer="c1" />
            <Filters pass={pass} layer="c3" />
          </>
        )}
      </OnDemand>
      <OnDemand title={t('text.title')}>{() => <ValuesAsText pass={pass} />}</OnDemand>
    </div>
  );
}

function OnDemand({ title, children }: { title: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
