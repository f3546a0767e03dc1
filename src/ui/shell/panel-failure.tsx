// Shown in place of a panel that can't be shown: the reason, a button to try again, and one to reload where that can help.

import { useTranslations } from 'use-intl';
import { isBusy } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import type { LoadFailure } from './load-failure.ts';
import './panel-failure.css';

/** Panels by the namespace of their messages, which have a `title`. */
export type PanelName =
  | 'confusion'
  | 'data'
  | 'drawing'
  | 'gallery'
  | 'mistakes'
  | 'network'
  | 'runs'
  | 'step'
  | 'challenge'
  | 'tour';

/** The id of a panel's heading. */
export const headingId = (name: PanelName) => `${name}-title`;

interface PanelFailureProps {
  /** Null for a part of another panel: it has no heading of its own. */
  name: PanelName | null;
  reason: LoadFailure | 'error';
  /** The browser's message. */
  message: string;
  /** Tries that failed. */
  tries: number;
  retrying: boolean;
  onRetry: () => void;
}

export function PanelFailure({ name, reason, message, tries, retrying, onRetry }: PanelFailureProps) {
  const t = useTranslations('panel.failed');
  const panelTitles = useTranslations();
  const busy = useAppState((state) => isBusy(state.run.phase));
  const updated = reason === 'updated';
  // After a second failure too: Firefox does not fetch a failed module again before a reload.
  const reloadHelps = updated || tries > 1;
  const sentences = [
    ...(reason === 'error' ? [] : [t('load')]),
    t(reason),
    ...(reloadHelps && busy ? [t('afterRun')] : []),
  ];
  const notice = (
    <div className="panel-failure" role="status">
      <p>{retrying ? t('retrying') : sentences.join(' ')}</p>
      <p className="note">{t('detail', { message })}</p>
      <div className="panel-failure-actions">
        <Button onPress={onRetry} inactive={retrying}>
          {t('retry')}
        </Button>
        {reloadHelps && (
          <Button
            onPress={() => location.reload()}
            inactive={busy}
            look={updated && !busy ? 'primary' : 'plain'}
          >
            {t('reload')}
          </Button>
        )}
      </div>
    </div>
  );
  if (!name) return notice;
  return (
    <section className="panel" aria-labelledby={headingId(name)}>
      <h2 className="panel-title" id={headingId(name)}>
        {panelTitles(`${name}.title`)}
      </h2>
      {notice}
    </section>
  );
}
