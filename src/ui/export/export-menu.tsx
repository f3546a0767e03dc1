// The button Export and what it opens: a button for each format. The script is shown with its code.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EXPORT_FORMATS, type ExportFormat } from '../../contract/export.ts';
import { FASHION_ID } from '../../contract/dataset.ts';
import type { ExportedFile } from '../../store/export-commands.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { saveFile } from '../kit/save-file.ts';
import { useClassNames } from '../use-class-names.ts';
import { ExportedCode } from './exported-code.tsx';
import { HandInLine } from './hand-in-line.tsx';
import { ImagesChoice } from './images-choice.tsx';
import './export.css';

/** The newest export. */
type Outcome = { state: 'working' | 'failed'; format: ExportFormat } | { state: 'saved'; name: string };

export function ExportMenu() {
  const t = useTranslations('export');
  const [open, setOpen] = useState(false);
  const hasWeights = useAppState(({ run }) => run.epochs.length > 0 || run.result !== null);
  if (!hasWeights) return null;
  return (
    <div className="export">
      <Button expanded={open} onPress={() => setOpen(!open)}>
        {t('button')}
      </Button>
      {open && <Formats />}
    </div>
  );
}

function Formats() {
  const t = useTranslations('export');
  const { commands, store } = useApp();
  const { labels, name } = useClassNames();
  // A script for other data can't run without its images.
  const [withImages, setWithImages] = useState(useAppState(({ dataset }) => dataset.id !== FASHION_ID));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [code, setCode] = useState<ExportedFile | null>(null);

  const write = async (format: ExportFormat) => {
    if (outcome?.state === 'working') return;
    setOutcome({ state: 'working', format });
    const busy = isBusy(store.getState().run.phase);
    const options = { withImages: withImages && format === 'zip' && !busy };
    const file = await commands.exportRun(format, labels.map(name), options);
    if (!file) return setOutcome({ state: 'failed', format });
    if (format === 'script') {
      setCode(file);
      return setOutcome(null);
    }
    saveFile(file.name, file.bytes);
    setOutcome({ state: 'saved', name: file.name });
  };

  return (
    <div className="export-formats">
      <p className="note">{t('lead')}</p>
      <OnlyScored />
      <ul>
        {EXPORT_FORMATS.map((format) => (
          <li key={format}>
            <Button inactive={outcome?.state === 'working'} onPress={() => void write(format)}>
              {t(`formats.${format}`)}
            </Button>
            <span className="note">{t(`notes.${format}`)}</span>
            {format === 'zip' && <ImagesChoice chosen={withImages} onChoose={setWithImages} />}
          </li>
        ))}
      </ul>
      <p className="note" role="status">
        {outcome?.state === 'saved' && t('saved', { name: outcome.name })}
        {outcome?.state === 'working' && t('working', { name: t(`formats.${outcome.format}`) })}
        {outcome?.state === 'failed' && t('failed', { name: t(`formats.${outcome.format}`) })}
      </p>
      {code && <ExportedCode file={code} />}
      <HandInLine />
    </div>
  );
}

/** For a run that its configuration does not repeat. */
function OnlyScored() {
  const t = useTranslations('export');
  const edited = useAppState(({ run }) => run.edited.length > 0);
  const fromFile = useAppState(({ run }) => run.plan?.start.kind === 'file');
  if (!edited && !fromFile) return null;
  return <p className="note">{t(edited ? 'onlyScored.edited' : 'onlyScored.file')}</p>;
}
