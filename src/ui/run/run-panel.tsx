// The run, always on screen: presets, controls, learning rate, status and progress. On a phone one line stands for the
// status and the progress, which a button shows in full.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isShown } from '../../contract/assignment.ts';
import { isBusy } from '../../store/state.ts';
import type { RunState } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { useNarrow } from '../kit/use-narrow.ts';
import { LearningRate } from './learning-rate.tsx';
import { DataChoice, DataName, PresetChoice, PresetNote } from './preset-choice.tsx';
import { RunControls } from './run-controls.tsx';
import { RunFigures } from './run-figures.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunSpeed } from './run-speed.tsx';
import { RunStatus } from './run-status.tsx';
import { RunStrip } from './run-strip.tsx';
import './run.css';
import './run-narrow.css';

/** Whether the run has an accuracy and a loss to show, or will have them soon. */
function isLive({ plan, phase, result }: RunState): boolean {
  if (!plan) return false;
  return phase === 'finished' ? result !== null : phase !== 'preparing' && phase !== 'failed';
}

export function RunPanel() {
  const t = useTranslations('run');
  const busy = useAppState((state) => isBusy(state.run.phase));
  const planned = useAppState((state) => state.run.plan !== null);
  const live = useAppState((state) => isLive(state.run));
  const dataShown = useAppState((state) => isShown(state.assignment, 'data'));
  const rateLocked = useAppState((state) => state.assignment.lock.includes('lr'));
  const narrow = useNarrow();
  const [detailed, setDetailed] = useState(false);
  const short = narrow && !detailed;
  const strip = narrow ? (!live ? 'idle' : detailed ? 'open' : 'live') : undefined;
  return (
    <section className="run" aria-labelledby="run-title" data-strip={strip}>
      <h2 className="visually-hidden" id="run-title">
        {t('title')}
      </h2>
      {narrow && <RunStrip live={live} open={detailed} onToggle={() => setDetailed(!detailed)} />}
      <div className="run-line">
        <PresetChoice />
        <RunControls />
        <RunSpeed />
        {/* During a run the learning rate has its place. After the buttons, which stay where they are. */}
        {!narrow && dataShown && !(busy && planned) && <DataChoice />}
        {narrow && !(busy && planned) && <DataName />}
        {busy && planned && !rateLocked && <LearningRate />}
      </div>
      <div className="run-line">
        <div className={short && live ? 'visually-hidden' : 'run-words'}>
          <RunStatus />
          {planned ? <RunFigures /> : <PresetNote />}
        </div>
        <RunProgress short={short} />
      </div>
    </section>
  );
}
