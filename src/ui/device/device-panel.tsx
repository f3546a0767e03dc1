// The engine and device that train, the reason for them, and the state of WebGPU with advice.

import type { ReactNode } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { formatShort } from '../../base/format.ts';
import type { EngineTrial, WebgpuStatus } from '../../contract/device.ts';
import { isBusy } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useDeviceName } from '../kit/use-device-name.ts';
import { SpeedTest } from './speed-test.tsx';
import './device.css';

const strong = (chunks: ReactNode) => <strong>{chunks}</strong>;

function useWebgpuSentence(): (status: WebgpuStatus) => string {
  const t = useTranslations('device');
  return (status) => {
    switch (status.state) {
      case 'hardware':
      case 'software':
        return t(`webgpu.${status.state}`, { adapter: status.adapter });
      case 'none':
        return status.reason === 'no-device'
          ? t('webgpu.no-device', { detail: status.detail ?? t('noDetail') })
          : t(`webgpu.${status.reason}`);
      default:
        return status satisfies never;
    }
  };
}

/** The state of WebGPU, and the outcome of each engine's trial: its speed, or why it was refused or not tried. */
function Trials({ trials, webgpu }: { trials: readonly EngineTrial[]; webgpu: string }) {
  const t = useTranslations('device');
  const engines = useTranslations('engines');
  const format = useFormatter();
  const now = useNow();
  const outcome = ({ verdict, millisecondsPerStep, detail = '' }: EngineTrial) => {
    if (verdict !== 'proven') return t(`verdicts.${verdict}`, { detail });
    return millisecondsPerStep === null
      ? t('correct')
      : t('milliseconds', { value: formatShort(millisecondsPerStep) });
  };
  const described = (trial: EngineTrial) => {
    const { rememberedFrom } = trial;
    if (rememberedFrom === undefined) return outcome(trial);
    return t('remembered', { outcome: outcome(trial), time: format.relativeTime(rememberedFrom, now) });
  };
  return (
    <details>
      <summary>{t('compared')}</summary>
      <p className="note">{webgpu}</p>
      <table className="device-trials">
        <caption className="note">{t('trials')}</caption>
        <tbody>
          {trials.map((trial) => (
            <tr key={trial.engine}>
              <th scope="row">{engines(trial.engine)}</th>
              <td>{described(trial)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trials.some(({ rememberedFrom }) => rememberedFrom !== undefined) && (
        <p className="note">{t('memory')}</p>
      )}
    </details>
  );
}

/** Why one thread is used where the processor has more, and a reload where that helps. */
function MissingThreads() {
  const t = useTranslations('device.threads');
  const threads = useAppState((state) => state.threads);
  const busy = useAppState((state) => isBusy(state.run.phase));
  switch (threads) {
    case 'unknown':
    case 'all':
      return null;
    case 'reload':
      return (
        <div className="device-threads" role="status">
          <p>{t('reload')}</p>
          {busy && <p className="note">{t('afterRun')}</p>}
          <Button onPress={() => location.reload()} inactive={busy}>
            {t('button')}
          </Button>
        </div>
      );
    case 'insecure-context':
    case 'no-headers':
      return <p className="note">{t(threads)}</p>;
    default:
      return threads satisfies never;
  }
}

export function DevicePanel() {
  const t = useTranslations('device');
  const engines = useTranslations('engines');
  const deviceName = useDeviceName();
  const webgpu = useWebgpuSentence();
  const report = useAppState((state) => state.device);
  const plan = useAppState((state) => state.run.plan);
  const requested = useAppState((state) => state.config.engine);
  const wantsOneThread = useAppState((state) => state.config.threads === 1);
  return (
    <section className="panel device" aria-labelledby="device-title">
      <h2 className="panel-title" id="device-title">
        {t('title')}
      </h2>
      {report ? (
        <>
          <p>
            {t.rich('uses', {
              strong,
              engine: engines(plan?.engine ?? report.chosen),
              device: deviceName(plan?.device ?? report.device),
            })}
          </p>
          <p className="note">
            {report.reason === 'requested-refused'
              ? t('reasons.requested-refused', { engine: engines(requested) })
              : t(`reasons.${report.reason}`)}
          </p>
          {(plan?.engine ?? report.chosen) === 'wasm' && !wantsOneThread && <MissingThreads />}
          <Trials trials={report.trials} webgpu={webgpu(report.webgpu)} />
          <SpeedTest />
        </>
      ) : (
        <p className="note">{t('checking')}</p>
      )}
    </section>
  );
}
