// The code of an exported script, to copy or to save.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ExportedFile } from '../../store/export-commands.ts';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { saveFile } from '../kit/save-file.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';

export function ExportedCode({ file: { name, bytes } }: { file: ExportedFile }) {
  const t = useTranslations('export');
  const text = useMemo(() => new TextDecoder().decode(bytes), [bytes]);
  return (
    <div className="export-code">
      <div className="export-actions">
        <CopyButton text={() => text} copied={t('copied')} failed={t('copyFailed')}>
          {t('copy')}
        </CopyButton>
        <Button onPress={() => saveFile(name, bytes)}>{t('save', { name })}</Button>
      </div>
      <ScrollRegion className="weights-code" label={t('code', { name })}>
        <pre>
          <code>{text}</code>
        </pre>
      </ScrollRegion>
    </div>
  );
}
