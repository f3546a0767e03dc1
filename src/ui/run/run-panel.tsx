// The run, always on screen: presets, controls, learning rate, status and progress.

import { useTranslations } from 'use-intl';
import { isBusy } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { LearningRate } from './learning-rate.tsx';
import { PresetChoice, PresetNote } from './preset-choice.tsx';
import { RunControls } from './run-controls.tsx';
import { RunFigures } from './run-figures.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunSpeed } from './run-speed.tsx';
import { RunStatus } from './run-status.tsx';
import './run.css';

export function RunPanel() {
  const t = useTranslations('run');
  const busy = useAppState((state) => isBusy(state.run.phase));
  const planned = useAppState((state) => state.run.plan !== null);
  return (
    <section className="run" aria-labelledby="run-title">
      <h2 className="visually-hidden" id="run-title">
        {t('title')}
      </h2>
      <div className="run-line">
        <PresetChoice />
        <RunControls />
        <RunSpeed />
        {busy && planned && <LearningRate />}
      </div>
      <div className="run-line">
        <div className="run-words">
          <RunStatus />
          {planned ? <RunFigures /> : <PresetNote />}
        </div>
        <RunProgress />
      </div>
    </section>
  );
}
