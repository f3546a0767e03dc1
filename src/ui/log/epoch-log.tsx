// The epochs so far as a table: the metrics of each, and the plots' values for screen readers.

import { useTranslations } from 'use-intl';
import { formatLoss, formatPercent } from '../../base/format.ts';
import { bestEpochOf } from '../../store/diagnosis.ts';
import { useAppState } from '../app-context.tsx';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useDuration } from '../kit/use-duration.ts';
import { useFollowEnd } from './use-follow-end.ts';
import './log.css';

export function EpochLog() {
  const t = useTranslations('log');
  const duration = useDuration();
  const epochs = useAppState((state) => state.run.epochs);
  const following = useFollowEnd(epochs.length);
  const bestEpoch = bestEpochOf(epochs)?.epoch;
  return (
    <section className="panel log" aria-labelledby="log-title">
      <h2 className="panel-title" id="log-title">
        {t('title')}
      </h2>
      {epochs.length === 0 ? (
        <p className="note">{t('empty')}</p>
      ) : (
        <ScrollRegion className="log-scroll" label={t('title')} {...following}>
          <table className="log-table">
            <thead>
              <tr>
                <th scope="col">{t('epoch')}</th>
                <th scope="col">{t('trainLoss')}</th>
                <th scope="col">{t('trainAccuracy')}</th>
                <th scope="col">{t('validationLoss')}</th>
                <th scope="col">{t('validationAccuracy')}</th>
                <th scope="col">{t('seconds')}</th>
              </tr>
            </thead>
            <tbody>
              {epochs.map((epoch) => (
                <tr key={epoch.epoch}>
                  <th scope="row">
                    {epoch.epoch}
                    {epoch.epoch === bestEpoch && <span className="chip">{t('best')}</span>}
                  </th>
                  <td>{formatLoss(epoch.trainLoss)}</td>
                  <td>{formatPercent(epoch.trainAccuracy)}</td>
                  <td>{formatLoss(epoch.validationLoss)}</td>
                  <td>{formatPercent(epoch.validationAccuracy)}</td>
                  <td>{duration(epoch.seconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}
