// The data of the next run: what it is, and how to train on one's own.

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DroppedFile } from '../../contract/own-data.ts';
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
import { useRequestedFocus } from '../use-requested-focus.ts';
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

/**
 * The heading of the dataset gets the focus once other files were read, whose rows may be below the screen, and when what
 * was read is discarded, whose button is gone then; and after another dataset was chosen (use-set-focus.ts).
 */
function useSetHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  useRequestedFocus('data', heading);
  const { store, commands } = useApp();
  const [reads, setReads] = useState(0);
  // Effects run again when the view is shown again.
  const shownReads = useRef(0);
  const drafted = useAppState((state) => state.ownData.summary !== null);
  const wasDrafted = useRef(drafted);
  useEffect(() => {
    if (reads === shownReads.current) return;
    shownReads.current = reads;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }, [reads]);
  useEffect(() => {
    if (wasDrafted.current && !drafted) heading.current?.focus();
    wasDrafted.current = drafted;
  }, [drafted]);
  const read = async (files: DroppedFile[]) => {
    const { summary } = store.getState().ownData;
    await commands.readData(files);
    if (store.getState().ownData.summary !== summary) setReads((count) => count + 1);
  };
  return { heading, read };
}

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
  const titles = useTranslations('panelTitles');
  const { heading, read } = useSetHeading();
  const { summary, refusal, work } = useAppState((state) => state.ownData);
  const refusalText = useRefusalText();
  const panel = useRef<HTMLDivElement>(null);
  const over = useDrop(panel, FILE_TYPES, (transfer) => {
    const readDropped = async () => read(await droppedFiles(transfer));
    void readDropped().catch(() => read([]));
  });
  return (
    <div className="data" ref={panel} data-over={over}>
      <section className="panel data-source" aria-labelledby="data-source-title">
        <h2 className="panel-title" id="data-source-title">
          {t('ownTitle')}
        </h2>
        <FileChooser inactive={work !== null} onFiles={(files) => void read(files)} />
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
        <h2 className="panel-title" id="data-title" ref={heading} tabIndex={-1}>
          {titles('data')}
        </h2>
        {summary ? <Draft key={summary.suggestedName} summary={summary} /> : <InUse />}
      </section>
    </div>
  );
}
