// The data of the next run: what it is, and how to train on one's own.

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { ProgressRow } from '../kit/progress-row.tsx';
import { useDrop } from '../kit/use-drop.ts';
import { useDuration } from '../kit/use-duration.ts';
import { AddToClass } from './add-to-class.tsx';
import { Draft } from './draft.tsx';
import { droppedFiles } from './dropped-files.ts';
import { FileChooser } from './file-chooser.tsx';
import { InUse } from './in-use.tsx';
import { OwnDatasets } from './own-datasets.tsx';
import { useRefusalText } from './refusal.tsx';
import './data.css';

/** Where the well-known datasets can be had. */
const SETS = [
  { name: 'MNIST', href: 'https://github.com/cvdfoundation/mnist' },
  { name: 'KMNIST', href: 'https://codh.rois.ac.jp/kmnist/' },
  { name: 'EMNIST', href: 'https://www.nist.gov/itl/products-and-services/emnist-dataset' },
] as const;

const FILE_TYPES: ReadonlySet<string> = new Set(['Files']);

function Work() {
  const t = useTranslations('data');
  const duration = useDuration();
  const { commands } = useApp();
  const work = useAppState((state) => state.ownData.work);
  if (!work) return null;
  const { progress, secondsLeft } = work;
  const fraction = progress && progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <div className="data-work">
      <ProgressRow
        name={t(`steps.${progress?.step ?? 'read'}`)}
        fraction={fraction}
        text={secondsLeft === null ? '' : t('left', { time: duration(secondsLeft) })}
      />
      <Button look="quiet" onPress={commands.discardReadData}>
        {t('cancel')}
      </Button>
    </div>
  );
}

export function Data() {
  const t = useTranslations('data');
  const { commands } = useApp();
  const { summary, refusal, work } = useAppState((state) => state.ownData);
  const refusalText = useRefusalText();
  const panel = useRef<HTMLDivElement>(null);
  const over = useDrop(panel, FILE_TYPES, (transfer) => {
    const read = async () => commands.readData(await droppedFiles(transfer));
    void read().catch(() => commands.readData([]));
  });
  return (
    <div className="data" ref={panel} data-over={over}>
      <section className="panel data-source" aria-labelledby="data-source-title">
        <h2 className="panel-title" id="data-source-title">
          {t('ownTitle')}
        </h2>
        <FileChooser inactive={work !== null} onFiles={(files) => void commands.readData(files)} />
        <Work />
        <div role="status">{refusal && <p className="data-refusal">{refusalText(refusal)}</p>}</div>
        <AddToClass inactive={work !== null} />
        <p className="note">{t('privacy')}</p>
        <OwnDatasets />
        <p className="note">
          {t('wellKnown')}{' '}
          {SETS.map(({ name, href }, i) => (
            <span key={name}>
              {i > 0 && ' · '}
              <a href={href} target="_blank" rel="noreferrer">
                {name}
              </a>
            </span>
          ))}
        </p>
      </section>
      <section className="panel data-set" aria-labelledby="data-title">
        <h2 className="panel-title" id="data-title">
          {t('title')}
        </h2>
        {summary ? <Draft key={summary.suggestedName} summary={summary} /> : <InUse />}
      </section>
    </div>
  );
}
