// The data of the link's run, or of the saved run, is not on this machine.

import { useTranslations } from 'use-intl';
import { FASHION } from '../../../contract/dataset.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import './notices.css';

export function MissingData() {
  const t = useTranslations('dataChoice');
  const { commands } = useApp();
  const missing = useAppState(({ data, config }) => data.state === 'missing' && data.data === config.data);
  const config = useAppState((state) => state.config);
  const view = useAppState((state) => state.view);
  if (!missing) return null;
  return (
    <section className="notice" aria-labelledby="missing-data-title">
      <div>
        <h2 className="notice-title" id="missing-data-title">
          {t('missing.title')}
        </h2>
        <p>{t('missing.text', { data: config.data, classes: config.classes })}</p>
      </div>
      <div className="notice-actions">
        {view !== 'data' && <Button onPress={() => commands.show('data')}>{t('missing.choose')}</Button>}
        <Button look="quiet" onPress={() => commands.chooseDataset(FASHION)}>
          {t('back')}
        </Button>
      </div>
    </section>
  );
}
