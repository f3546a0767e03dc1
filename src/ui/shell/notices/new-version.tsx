// The notice that a new version of the page is ready. The person chooses when to load it; during a run or a sweep it is inactive.

import { useTranslations } from 'use-intl';
import { isDataFixed } from '../../../store/sweep.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import './notices.css';

export function NewVersion() {
  const t = useTranslations('offline.newVersion');
  const { commands } = useApp();
  const waits = useAppState((state) => state.newVersion);
  const busy = useAppState(isDataFixed);
  if (!waits) return null;
  return (
    <div className="notice" role="status">
      <div>
        <h2 className="notice-title">{t('title')}</h2>
        <p>{busy ? t('busy') : t('what')}</p>
      </div>
      <div className="notice-actions">
        <Button onPress={commands.useNewVersion} inactive={busy}>
          {t('use')}
        </Button>
      </div>
    </div>
  );
}
