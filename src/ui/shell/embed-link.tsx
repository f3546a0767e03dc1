// The link to the full page, with the configuration that the frame has now.

import { useTranslations } from 'use-intl';
import { pageAddress } from '../../store/page-address.ts';
import { assignmentLink } from '../../store/view.ts';
import { useAppState } from '../app-context.tsx';

export function EmbedLink() {
  const t = useTranslations('embed');
  const config = useAppState((state) => state.config);
  const assignment = useAppState((state) => state.assignment);
  const language = useAppState((state) => state.language);
  const link = assignmentLink(config, { ...assignment, show: null }, language);
  return (
    <a href={`${pageAddress()}${link}`} target="_blank" rel="noreferrer">
      {t('open')}
      <svg className="embed-icon" viewBox="0 0 16 16" role="img" aria-label={t('newTab')}>
        <path d="M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.5 2.5 7.5 8.5" />
      </svg>
    </a>
  );
}
