// The instruction of an assignment, as its author wrote it.

import { useTranslations } from 'use-intl';
import { useAppState } from '../../app-context.tsx';
import './notices.css';

export function Task() {
  const t = useTranslations('app');
  const task = useAppState((state) => state.assignment.task);
  if (task === '') return null;
  return (
    <section className="notice" aria-labelledby="task-title">
      <div>
        <h2 className="notice-title" id="task-title">
          {t('task')}
        </h2>
        <p className="task-text">{task}</p>
      </div>
    </section>
  );
}
