// The best weights as a file, the PyTorch code that reads it, and fine-tuning.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { pytorchCode } from '../../contract/pytorch-code.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { saveFile } from '../kit/save-file.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';

/** Used in the code until the worker has named the file. */
const weightsName = (datasetId: string) => `lenet5-${datasetId}-best.safetensors`;

export function WeightsDownload() {
  const t = useTranslations('result');
  const { commands } = useApp();
  const load = useTranslations('load');
  const busy = useAppState((state) => isBusy(state.run.phase));
  const scored = useAppState((state) => state.run.result !== null);
  const model = useAppState((state) => state.run.plan?.config ?? state.config);
  const [missing, setMissing] = useState(false);
  const dataset = useAppState((state) => state.dataset);
  const [fileName, setFileName] = useState(() => weightsName(dataset.id));
  const code = pytorchCode(model, fileName);

  const download = async () => {
    const file = await commands.exportBest();
    setMissing(file === null);
    if (!file) return;
    setFileName(file.name);
    saveFile(file.name, file.bytes);
  };
  return (
    <>
      <div className="weights-actions">
        <Button onPress={() => void download()}>{t('download')}</Button>
        <Button inactive={busy || !scored} onPress={commands.requestFineTuning}>
          {load('fineTune')}
        </Button>
      </div>
      {missing && (
        <p className="note" role="alert">
          {t('noWeights')}
        </p>
      )}
      <details className="weights-use">
        <summary>{t('use')}</summary>
        <ScrollRegion className="weights-code" label={t('use')}>
          <pre>
            <code>{code}</code>
          </pre>
        </ScrollRegion>
        <CopyButton text={() => code} copied={t('copied')} failed={t('copyFailed')}>
          {t('copyCode')}
        </CopyButton>
      </details>
    </>
  );
}
