// Why something did not happen: what, where, what was kept and what to do about it.

import { useTranslations } from 'use-intl';
import { formatCount, formatLearningRate } from '../../base/format.ts';
import type { Failure } from '../../contract/messages.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../parts/button.tsx';
import './notices.css';

interface Told {
  title: string;
  sentences: string[];
  /** From the browser or the device, in its own words. */
  detail?: string;
  retry: boolean;
}

function useTold(): (failure: Failure) => Told {
  const t = useTranslations('failure');
  const engines = useTranslations('engines');
  return (failure) => {
    switch (failure.kind) {
      case 'data': {
        const { file, reason, status } = failure;
        const sentence =
          reason === 'http'
            ? t('data.http', { file, status: String(status ?? '') })
            : t(`data.${reason}`, { file });
        return { title: t('data.title'), sentences: [sentence], retry: true };
      }
      case 'diverged': {
        const { step, epoch, learningRate, kept } = failure;
        const what = t('diverged.what', {
          step: formatCount(step),
          epoch: String(epoch),
          rate: formatLearningRate(learningRate),
        });
        const left =
          kept.from === 'start'
            ? t('diverged.kept.start')
            : t(`diverged.kept.${kept.from}`, { epoch: String(kept.epoch) });
        return {
          title: t('diverged.title'),
          sentences: [what, left, t('diverged.advice')],
          retry: false,
        };
      }
      case 'engine':
        return {
          title: t('engine.title', { engine: engines(failure.engine) }),
          sentences: [t(`engine.${failure.reason}`)],
          detail: failure.message,
          retry: true,
        };
      case 'worker':
        return {
          title: t('worker.title'),
          sentences: [t('worker.what')],
          detail: failure.message,
          retry: true,
        };
      default:
        return failure satisfies never;
    }
  };
}

export function FailureNotice() {
  const t = useTranslations('failure');
  const told = useTold();
  const { commands } = useApp();
  const failure = useAppState((state) => state.failure);
  if (!failure) return null;
  const { title, sentences, detail, retry } = told(failure);
  return (
    <div className="notice notice-failure" role="alert">
      <div>
        <h2 className="notice-title">{title}</h2>
        <p>{sentences.join(' ')}</p>
        {detail && <p className="note">{t('detail', { message: detail })}</p>}
      </div>
      <div className="notice-actions">
        {retry && (
          <Button look="primary" onPress={commands.retry}>
            {t('retry')}
          </Button>
        )}
        <Button onPress={commands.dismissFailure}>{t('dismiss')}</Button>
      </div>
    </div>
  );
}
