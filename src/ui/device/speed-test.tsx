// The speed test of this machine: its button, its progress, its result to share, and machines to compare with.

import { useTranslations } from 'use-intl';
import { formatShort } from '../../base/format.ts';
import { median } from '../../base/median.ts';
import type { SpeedProgress, SpeedTest as Test } from '../../contract/speed.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { ProgressRow } from '../kit/progress-row.tsx';
import { saveFile } from '../kit/save-file.ts';
import { useDeviceName } from '../kit/use-device-name.ts';
import { useDuration } from '../kit/use-duration.ts';
import { MEASURED_MACHINES } from './measured-machines.ts';
import { cardImage, speedLine } from './speed-card.ts';

const BATCH = 32;

export function SpeedTest() {
  const t = useTranslations('speedTest');
  const { commands } = useApp();
  const test = useAppState((state) => state.speedTest);
  const busy = useAppState((state) => isBusy(state.run.phase));
  const ready = useAppState((state) => state.device !== null);
  const testing = test.state === 'testing';
  return (
    <div className="speed-test">
      <Button onPress={() => void commands.testSpeed()} inactive={busy || testing || !ready}>
        {t('start')}
      </Button>
      <div role="status">
        {busy && <p className="note">{t('afterRun')}</p>}
        {test.state === 'interrupted' && <p className="note">{t('interrupted')}</p>}
        {test.state === 'failed' && <p className="note">{t('failed', { message: test.message })}</p>}
        {test.state === 'done' && <p className="visually-hidden">{t('done')}</p>}
      </div>
      {testing && <Progress progress={test.progress} />}
      {test.state === 'done' && <Result test={test.test} />}
    </div>
  );
}

function Progress({ progress }: { progress: SpeedProgress | null }) {
  const t = useTranslations('speedTest');
  const engines = useTranslations('engines');
  const duration = useDuration();
  const secondsLeft = progress?.secondsLeft ?? null;
  const text = [
    progress && engines(progress.engine),
    secondsLeft !== null && t('left', { time: duration(secondsLeft) }),
  ]
    .filter((part) => typeof part === 'string')
    .join(', ');
  return (
    <ProgressRow
      name={t('title')}
      fraction={progress ? progress.done / progress.total : 0}
      text={text || t('preparing')}
    />
  );
}

function Result({ test }: { test: Test }) {
  const t = useTranslations('speedTest');
  const engines = useTranslations('engines');
  const deviceName = useDeviceName();
  const [first] = test.engines;
  const fastest = first && median(first.milliseconds);
  const rows = test.engines.map((speed) => {
    const milliseconds = median(speed.milliseconds);
    return {
      engine: speed.engine,
      name: engines(speed.engine),
      device: deviceName(speed.device),
      value: t('milliseconds', { value: formatShort(milliseconds) }),
      range: t('range', {
        low: formatShort(speed.milliseconds[0]!),
        high: formatShort(speed.milliseconds.at(-1)!),
      }),
      images: t('images', { count: Math.round((1000 * BATCH) / milliseconds) }),
      share: fastest ? fastest / milliseconds : 0,
    };
  });
  const where = () => ({
    browser: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    date: new Date(),
  });
  const saveImage = async () => {
    const bytes = await cardImage({
      title: t('card'),
      step: t('step'),
      rows: rows.map(({ name, device, value, share }) => ({ name: `${name}, ${device}`, value, share })),
      footer: `${location.host}, ${new Date().toISOString().slice(0, 10)}`,
    });
    if (bytes) saveFile('lenet-speed.png', bytes);
  };
  return (
    <>
      <table className="device-trials speed-rows">
        <caption className="note">{t('step')}</caption>
        <tbody>
          {rows.map(({ engine, name, device, value, range, images, share }) => (
            <tr key={engine}>
              <th scope="row">
                {name}
                <span className="note">{device}</span>
                <span className="bar" aria-hidden="true">
                  <span className="bar-fill" style={{ inlineSize: `${share * 100}%` }} />
                </span>
              </th>
              <td>
                <b>{value}</b>
                <span className="note">{range}</span>
                <span className="note">{images}</span>
              </td>
            </tr>
          ))}
          {test.untimed.map(({ engine, detail }) => (
            <tr key={engine}>
              <th scope="row">{engines(engine)}</th>
              <td>{t('untimed', { detail })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > 0 && (
        <div className="speed-share">
          <Button onPress={() => void saveImage()}>{t('image')}</Button>
          <CopyButton text={() => speedLine(test, where())} copied={t('copied')} failed={t('notCopied')}>
            {t('copy')}
          </CopyButton>
        </div>
      )}
      <details>
        <summary>{t('others')}</summary>
        <table className="device-trials">
          <tbody>
            {MEASURED_MACHINES.map(({ machine, engine, device, milliseconds, date }) => (
              <tr key={machine}>
                <th scope="row">
                  {machine}
                  <span className="note">
                    {engines(engine)}, {deviceName(device)}, {date}
                  </span>
                </th>
                <td>{t('milliseconds', { value: formatShort(milliseconds) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
