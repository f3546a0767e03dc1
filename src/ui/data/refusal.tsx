// Why files can't be used, in a sentence.

import { useTranslations } from 'use-intl';
import type { OwnDataRefusal, RefusedFiles } from '../../contract/own-data.ts';

/** So many kinds of refused files are named; the rest is counted. */
const NAMED_KINDS = 5;

/** Every value that a sentence may name, as text. */
function valuesOf(refusal: OwnDataRefusal) {
  const given: Record<string, unknown> = { ...refusal };
  const text = (key: string) => {
    const value = given[key];
    if (Array.isArray(value)) return value.join(key === 'shape' ? ' × ' : ', ');
    return value === undefined ? '' : String(value);
  };
  const keys = [
    ...(['file', 'megabytes', 'limit', 'method', 'read', 'entries', 'type', 'shape', 'bytes'] as const),
    ...(['expected', 'images', 'labels', 'files', 'columns', 'row', 'column', 'value', 'width'] as const),
    ...(['height', 'length', 'classes', 'class', 'image', 'item'] as const),
  ];
  return Object.fromEntries(keys.map((key) => [key, text(key)])) as Record<(typeof keys)[number], string>;
}

export function useRefusalText(): (refusal: OwnDataRefusal) => string {
  const t = useTranslations('data');
  return (refusal) => {
    const reason = t(`refusals.${refusal.reason}`, valuesOf(refusal));
    return refusal.file === '' ? reason : t('refusedFile', { file: refusal.file, reason });
  };
}

export function RefusedFilesList({ refused }: { refused: readonly RefusedFiles[] }) {
  const t = useTranslations('data');
  const text = useRefusalText();
  if (refused.length === 0) return null;
  const rest = refused.slice(NAMED_KINDS).reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="data-refused">
      <p>{t('notRead', { count: refused.reduce((sum, { count }) => sum + count, 0) })}</p>
      <ul className="note">
        {refused.slice(0, NAMED_KINDS).map(({ refusal, count }) => (
          <li key={`${refusal.reason} ${refusal.file}`}>
            {text(refusal)} {count > 1 && t('likeIt', { count: count - 1 })}
          </li>
        ))}
        {rest > 0 && <li>{t('moreRefused', { count: rest })}</li>}
      </ul>
    </div>
  );
}
