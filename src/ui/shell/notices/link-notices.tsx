// The settings of the link that were ignored or changed, until dismissed.

import { useFormatter, useTranslations } from 'use-intl';
import { LOCKABLE_FIELDS, PAGE_PARTS } from '../../../contract/assignment.ts';
import { validValues, type LinkNotice } from '../../../contract/url.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import './notices.css';

function useNoticeSentence(): (notice: LinkNotice) => string {
  const t = useTranslations('linkNotices');
  const format = useFormatter();
  const data = useAppState((state) => state.config.data);
  const validText = (key: string): string => {
    if (key === 'show') return format.list(PAGE_PARTS, { type: 'disjunction' });
    if (key === 'lock') return format.list(LOCKABLE_FIELDS, { type: 'disjunction' });
    const valid = validValues(key, data);
    if (!valid) return '';
    if (valid.kind === 'dataset') return t('datasets');
    if (valid.kind === 'list') return format.list(valid.values, { type: 'disjunction' });
    const ends = { min: String(valid.min), max: String(valid.max) };
    return t(valid.whole ? 'wholeRange' : 'range', ends);
  };
  return (notice) => {
    switch (notice.kind) {
      case 'unknown-key':
        return t('unknownKey', { key: notice.key });
      case 'unknown-keys':
        return t('unknownKeys', {
          keys: format.list(notice.keys.map((key) => t('quoted', { key }))),
          count: notice.count,
        });
      case 'unknown-value':
        return t('unknownValue', { key: notice.key, value: notice.value, valid: validText(notice.key) });
      case 'unreadable-result':
        return t('unreadableResult', { value: notice.value });
      case 'not-whole': {
        const { key, value, used } = notice;
        return t('not-whole', { key, value, used });
      }
      case 'unreadable':
      case 'clamped': {
        const { key, value, used } = notice;
        return t(notice.kind, { key, value, used, valid: validText(key) });
      }
      default:
        return notice satisfies never;
    }
  };
}

export function LinkNotices() {
  const t = useTranslations('linkNotices');
  const sentence = useNoticeSentence();
  const { commands } = useApp();
  const notices = useAppState((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className="notice" aria-labelledby="notices-title">
      <div>
        <h2 className="notice-title" id="notices-title">
          {t('title')}
        </h2>
        <ul>
          {notices.map((notice) => (
            <li key={sentence(notice)}>{sentence(notice)}</li>
          ))}
        </ul>
      </div>
      <div className="notice-actions">
        <Button onPress={commands.dismissNotices}>{t('dismiss')}</Button>
      </div>
    </section>
  );
}
