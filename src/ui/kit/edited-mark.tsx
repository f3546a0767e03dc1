// The mark of a run that was trained on with weights changed by hand.

import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';

/** `steps`: those at which the run was edited; nothing for none. */
export function EditedMark({ steps }: { steps: readonly number[] }) {
  const t = useTranslations('edit');
  const [first] = steps;
  if (first === undefined) return null;
  return (
    <small>
      <span aria-hidden="true">✎ </span>
      {t('mark', { steps: steps.length, first: formatCount(first) })}
    </small>
  );
}
