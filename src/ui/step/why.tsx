// Explanations behind "Why?".

import { useTranslations } from 'use-intl';

export function Why({ texts }: { texts: readonly string[] }) {
  const t = useTranslations('step');
  return (
    <details className="step-why">
      <summary>{t('why')}</summary>
      {texts.map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
    </details>
  );
}
