// Says that an edit was not made, and what to do.

import { useTranslations } from 'use-intl';

export function RefusedNote({ shown }: { shown: boolean }) {
  const t = useTranslations('edit');
  return (
    shown && (
      <p className="note" role="alert">
        {t('refused')}
      </p>
    )
  );
}
