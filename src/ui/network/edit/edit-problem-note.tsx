// Why an edit was not made.

import { useTranslations } from 'use-intl';
import type { EditProblem } from './use-edits.ts';

export function EditProblemNote({ problem }: { problem: EditProblem | null }) {
  const t = useTranslations('edit');
  if (!problem) return null;
  return (
    <p className="note" role="alert">
      {problem.kind === 'refused' ? t('refused') : t('failed', { message: problem.message })}
    </p>
  );
}
