// A failure: what happened, where, what was saved, and what the person can do.

import { useTranslations } from 'use-intl';
import { formatCount, formatLearningRate } from '../../../base/format.ts';
import { areLocked } from '../../../store/locks.ts';
import type { ShownFailure } from '../../../store/state.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import './notices.css';

interface FailureText {
  title: string;
  sentences: string[];
  /** The message of the browser or the device. */
  detail?: string;
  /** The most useful one first. */
  actions: { label: string; act: () => void }[];
}

function useFailureText(): (failure: ShownFailure) => FailureText {
  const t = useTranslations('failure');
  const engines = useTranslations('engines');
  const { commands } = useApp();
  const lock = useAppState((state) => state.assignment.lock);
  const retry = { label: t('retry'), act: commands.retry };
  return (failure) => {
    switch (failure.kind) {
      case 'data': {
        const { file, reason, status, resumable } = failure;
        const sentence =
          reason === 'http'
            ? t('data.http', { file, status: String(status ?? '') })
            : t(`data.${reason}`, { file });
        const ofOwnData = reason === 'missing' || reason === 'damaged' || reason === 'unreadable';
        return {
          title: t(ofOwnData ? 'data.ownTitle' : 'data.title'),
          sentences: [
            sentence,
            ...(resumable ? [t('worker.saved', { step: formatCount(resumable.step) })] : []),
          ],
          actions: [resumable ? { label: t('retry'), act: () => commands.resumeRun() } : retry],
        };
      }
      case 'diverged': {
        const { symptom, step, epoch, learningRate, restored } = failure;
        const what = t(`diverged.what.${symptom}`, {
          step: formatCount(step),
          epoch: String(epoch),
          rate: formatLearningRate(learningRate),
        });
        const consequence =
          restored.from === 'start'
            ? t('diverged.restored.start')
            : t(`diverged.restored.${restored.from}`, { epoch: String(restored.epoch) });
        const rateBelow = learningRate / 10;
        const rate = formatLearningRate(rateBelow);
        return {
          title: t(`diverged.title.${symptom}`),
          sentences: [what, consequence, t(`diverged.advice.${symptom}`)],
          actions:
            symptom === 'zero' || areLocked(lock, { lr: rateBelow })
              ? []
              : [
                  {
                    label: t('retryWithRate', { rate }),
                    act: () => commands.trainWithRate(rateBelow),
                  },
                ],
        };
      }
      case 'engine': {
        const { engine, reason, message, others, resumable } = failure;
        const consequence = resumable
          ? t('engine.saved', { step: formatCount(resumable.step) })
          : reason !== 'unavailable' && t('engine.notSaved');
        const possible = others.filter((other) => resumable || !areLocked(lock, { engine: other }));
        const withOthers = possible.map((other) => ({
          label: t(resumable ? 'resumeWith' : 'trainWith', { engine: engines(other) }),
          act: () => (resumable ? commands.resumeRun(other) : commands.trainOn(other)),
        }));
        const again = resumable
          ? { label: t('resumeWith', { engine: engines(engine) }), act: () => commands.resumeRun(engine) }
          : retry;
        return {
          title: t('engine.title', { engine: engines(engine) }),
          sentences: [t(`engine.${reason}`), ...(consequence ? [consequence] : [])],
          detail: message,
          actions: [...withOthers, again],
        };
      }
      case 'worker': {
        const { reason, message, resumable } = failure;
        const ofSweep = resumable && 'sweep' in resumable;
        const saved =
          resumable &&
          ('sweep' in resumable
            ? t(`worker.sweep.${resumable.sweep}`)
            : t('worker.saved', { step: formatCount(resumable.step) }));
        const actions = [ofSweep ? { label: t('retry'), act: commands.resumeSweep } : retry];
        return reason === 'not-loaded'
          ? {
              title: t('notLoaded.title'),
              sentences: [t('notLoaded.what'), ...(saved ? [saved] : [])],
              detail: message,
              actions,
            }
          : {
              title: t('worker.title'),
              sentences: [
                t(reason === 'silent' ? 'worker.silent' : 'worker.what'),
                saved ?? t('worker.lost'),
              ],
              detail: message,
              actions,
            };
      }
      case 'weights': {
        const title = t('weights.title', { name: failure.name });
        return { title, sentences: [t('weights.text')], actions: [] };
      }
      case 'unexpected':
        return {
          title: t('unexpected.title'),
          sentences: [t('unexpected.text')],
          detail: failure.message,
          actions: [retry],
        };
      case 'request':
        return {
          title: t('request.title'),
          sentences: [t('request.text')],
          detail: failure.message,
          actions: [],
        };
      case 'tabs':
        return { title: t('tabs.title'), sentences: [t('tabs.text')], detail: failure.message, actions: [] };
      default:
        return failure satisfies never;
    }
  };
}

export function FailureNotice() {
  const t = useTranslations('failure');
  const textOf = useFailureText();
  const { commands } = useApp();
  const failure = useAppState((state) => state.failure);
  if (!failure) return null;
  const { title, sentences, detail, actions } = textOf(failure);
  return (
    <div className="notice notice-failure" role="alert">
      <div>
        <h2 className="notice-title">{title}</h2>
        <p>{sentences.join(' ')}</p>
        {detail && <p className="note">{t('detail', { message: detail })}</p>}
      </div>
      <div className="notice-actions">
        {actions.map(({ label, act }, i) => (
          <Button key={label} look={i === 0 ? 'primary' : 'plain'} onPress={act}>
            {label}
          </Button>
        ))}
        <Button onPress={commands.dismissFailure}>{t('dismiss')}</Button>
      </div>
    </div>
  );
}
