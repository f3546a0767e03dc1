// The data of the next run: what it is, and how to train on one's own.

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { DroppedFile } from '../../contract/own-data.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { ProgressRow } from '../kit/progress-row.tsx';
import { useDuration } from '../kit/use-duration.ts';
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

/** Reads what is dropped anywhere on the panel. True while files are over it. */
function useDrop(onDrop: (transfer: DataTransfer) => void) {
  const panel = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const element = panel.current!;
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(event.type === 'dragover');
      if (event.type === 'drop') dropped(event.dataTransfer);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setOver(false);
    };
    element.addEventListener('dragover', drag);
    element.addEventListener('drop', drag);
    element.addEventListener('dragleave', leave);
    return () => {
      element.removeEventListener('dragover', drag);
      element.removeEventListener('drop', drag);
      element.removeEventListener('dragleave', leave);
    };
  }, []);
  return { panel, over };
}

/**
 * The heading of the dataset gets the focus once other files were read, whose rows may be below the screen, and when what
 * was read is discarded, whose button is gone then.
 */
function useSetHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
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
  const { heading, read } = useSetHeading();
  const { summary, refusal, work } = useAppState((state) => state.ownData);
  const refusalText = useRefusalText();
  const { panel, over } = useDrop((transfer) => {
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
          {t('title')}
        </h2>
        {summary ? <Draft key={summary.suggestedName} summary={summary} /> : <InUse />}
      </section>
    </div>
  );
}
