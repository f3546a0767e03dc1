// The figures of the compared runs, which is also the legend of their curves.

import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../../base/format.ts';
import { RunSwatch } from '../../kit/charts/run-swatch.tsx';
import { ScrollRegion } from '../../kit/scroll-region.tsx';
import '../../kit/table.css';
import { useDeviceName } from '../../kit/use-device-name.ts';
import { useDuration } from '../../kit/use-duration.ts';
import type { ComparedRun } from './compared-run.ts';

const COLUMNS = ['run', 'accuracy', 'validation', 'parameters', 'time', 'device'] as const;

export function ComparedTable({ runs }: { runs: readonly ComparedRun[] }) {
  const t = useTranslations('comparison');
  return (
    <ScrollRegion className="table-scroll" label={t('runs')}>
      <table className="table runs-table comparison-table" aria-label={t('runs')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <ComparedRow key={run.entry.id} run={run} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function ComparedRow({ run: { look, letter, name, file } }: { run: ComparedRun }) {
  const t = useTranslations('comparison');
  const engines = useTranslations('engines');
  const deviceName = useDeviceName();
  const duration = useDuration();
  const { plan, result, epochs } = file;
  const best = epochs.reduce<(typeof epochs)[number] | null>(
    (best, epoch) => (best && best.validationAccuracy >= epoch.validationAccuracy ? best : epoch),
    null,
  );
  return (
    <tr>
      <th scope="row">
        <span className="comparison-run">
          <RunSwatch look={look} /> <strong>{letter}</strong> <span title={name}>{name}</span>
        </span>
      </th>
      <td>{result && formatPercent(result.accuracy)}</td>
      <td>
        {best &&
          t('bestEpoch', { accuracy: formatPercent(best.validationAccuracy), epoch: String(best.epoch) })}
      </td>
      <td>{formatCount(plan.parameterCount)}</td>
      <td>{result && duration(result.seconds)}</td>
      <td>
        {engines(plan.engine)}, {deviceName(plan.device)}
      </td>
    </tr>
  );
}
