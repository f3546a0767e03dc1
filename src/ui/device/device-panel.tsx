// The engine and device that train, the reason for them, and the state of WebGPU with advice.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { formatShort } from '../../base/format.ts';
import type { EngineTrial, WebgpuStatus } from '../../contract/messages.ts';
import { useAppState } from '../app-context.tsx';
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

/** The state of WebGPU, and the speed of each engine in its trial, or why it was refused. */
function Trials({ trials, webgpu }: { trials: readonly EngineTrial[]; webgpu: string }) {
  const t = useTranslations('device');
  const engines = useTranslations('engines');
  const outcome = ({ verdict, millisecondsPerStep, detail = '' }: EngineTrial) =>
    verdict === 'proven'
      ? t('milliseconds', { value: formatShort(millisecondsPerStep!) })
      : t(`verdicts.${verdict}`, { detail });
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
              <td>{outcome(trial)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export function DevicePanel() {
  const t = useTranslations('device');
  const engines = useTranslations('engines');
  const deviceName = useDeviceName();
  const webgpu = useWebgpuSentence();
  const report = useAppState((state) => state.device);
  const plan = useAppState((state) => state.run.plan);
  const requested = useAppState((state) => state.config.engine);
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
          <Trials trials={report.trials} webgpu={webgpu(report.webgpu)} />
          <SpeedTest />
        </>
      ) : (
        <p className="note">{t('checking')}</p>
      )}
    </section>
  );
}
