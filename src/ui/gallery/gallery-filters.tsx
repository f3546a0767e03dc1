// The gallery's filters and order. They are shown once the final test has scored the images.

import { useTranslations } from 'use-intl';
import { ORDERS, OUTCOMES, type GalleryQuery, type Order, type Outcome } from '../../store/gallery-query.ts';
import { Segmented } from '../kit/segmented.tsx';
import { useClassNames } from '../use-class-names.ts';

interface GalleryFiltersProps {
  query: GalleryQuery;
  /** Over all images, regardless of the other filters. */
  counts: Readonly<Record<Outcome, number>>;
  onChange: (query: GalleryQuery) => void;
}

export function GalleryFilters({ query, counts, onChange }: GalleryFiltersProps) {
  const t = useTranslations('gallery');
  return (
    <div className="gallery-filters">
      <div className="gallery-filter">
        <span className="note" aria-hidden="true">
          {t('outcome')}
        </span>
        <Segmented
          label={t('outcome')}
          value={query.outcome}
          options={OUTCOMES.map((outcome) => ({
            value: outcome,
            content: t(`outcomes.${outcome}`, { count: counts[outcome] }),
          }))}
          onChange={(outcome) => onChange({ ...query, outcome })}
        />
      </div>
      <ClassFilter
        name={t('trueClass')}
        value={query.trueClass}
        onChange={(trueClass) => onChange({ ...query, trueClass })}
      />
      <ClassFilter
        name={t('predictedClass')}
        value={query.predictedClass}
        onChange={(predictedClass) => onChange({ ...query, predictedClass })}
      />
      <label className="gallery-filter">
        <span className="note">{t('order')}</span>
        <select
          className="select"
          value={query.order}
          onChange={(event) => onChange({ ...query, order: event.target.value as Order })}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`orders.${order}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface ClassFilterProps {
  name: string;
  value: number | null;
  onChange: (label: number | null) => void;
}

function ClassFilter({ name, value, onChange }: ClassFilterProps) {
  const t = useTranslations('gallery');
  const classes = useClassNames();
  return (
    <label className="gallery-filter">
      <span className="note">{name}</span>
      <select
        className="select"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">{t('anyClass')}</option>
        {classes.labels.map((label) => (
          <option key={label} value={label}>
            {classes.name(label)}
          </option>
        ))}
      </select>
    </label>
  );
}
