// What may spoil the training on what was read.

import { useFormatter, useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import type { OwnDataSummary, OwnDataWarning } from '../../contract/own-data.ts';

const NAMED_CLASSES = 5;

function useWarningText(): (warning: OwnDataWarning) => string {
  const t = useTranslations('data.warnings');
  const quote = useTranslations('data');
  const format = useFormatter();
  return (warning) => {
    switch (warning.kind) {
      case 'few-images': {
        const { classes } = warning;
        const names = format.list(classes.slice(0, NAMED_CLASSES).map((name) => quote('quoted', { name })));
        return t('few-images', { names, more: Math.max(0, classes.length - NAMED_CLASSES) });
      }
      case 'duplicates':
        return t('duplicates', { count: warning.count });
      case 'one-sided': {
        const { class: name, count, total } = warning;
        return t('one-sided', { name, count: formatCount(count), total: formatCount(total) });
      }
      case 'all-the-same':
        return t('all-the-same');
      case 'truncated':
        return t('truncated', { found: formatCount(warning.found), taken: formatCount(warning.taken) });
      default:
        return warning satisfies never;
    }
  };
}

export function Warnings({ summary }: { summary: OwnDataSummary }) {
  const text = useWarningText();
  if (summary.warnings.length === 0) return null;
  return (
    <ul className="data-warnings">
      {summary.warnings.map((warning) => (
        <li key={warning.kind}>{text(warning)}</li>
      ))}
    </ul>
  );
}
