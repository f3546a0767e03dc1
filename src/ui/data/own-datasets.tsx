// The person's datasets on this machine.

import { useTranslations } from 'use-intl';
import { formatCount, formatMegabytes } from '../../base/format.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import { isDataFixed } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useSetFocus } from './use-set-focus.ts';

export function OwnDatasets() {
  const t = useTranslations('data');
  const { commands } = useApp();
  const focusSet = useSetFocus();
  const own = useAppState((state) => state.ownDatasets);
  const unreadable = useAppState((state) => state.ownDatasetsUnreadable);
  const used = useAppState((state) => state.config.data);
  const busy = useAppState(isDataFixed);
  if (!own || (own.length === 0 && unreadable === null)) return null;
  return (
    <section className="data-own" aria-labelledby="data-own-title">
      <h3 className="data-subtitle" id="data-own-title">
        {t('onThisMachine')}
      </h3>
      {unreadable !== null && <p role="alert">{t('unreadable', { detail: unreadable })}</p>}
      {own.length > 0 && (
        <ul>
          {own.map(({ facts }) => {
            const { id, name, classes, trainCount, testCount } = facts;
            const count = trainCount + testCount;
            return (
              <li key={id}>
                <span className="data-own-name" title={name}>
                  {name}
                </span>
                <span className="note">
                  {t('ownFacts', {
                    classes: classes.length,
                    images: formatCount(count),
                    size: formatMegabytes(count * (IMAGE_PIXELS + 1)),
                  })}
                </span>
                {id === used ? (
                  <span className="chip">{t('inUse')}</span>
                ) : (
                  <Button
                    inactive={busy}
                    label={t('useNamed', { name })}
                    onPress={() => {
                      commands.chooseDataset(facts);
                      focusSet();
                    }}
                  >
                    {t('choose')}
                  </Button>
                )}
                <Button
                  look="quiet"
                  inactive={busy && id === used}
                  label={t('deleteNamed', { name })}
                  onPress={() => {
                    commands.deleteDataset(id);
                    focusSet();
                  }}
                >
                  {t('delete')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
