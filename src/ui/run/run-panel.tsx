// The run: presets, controls, status, progress and learning rate.

import { useTranslations } from 'use-intl';
import { isBusy } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { LearningRate } from './learning-rate.tsx';
import { PresetChoice } from './preset-choice.tsx';
import { RunControls } from './run-controls.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunSpeed } from './run-speed.tsx';
import { RunStatus } from './run-status.tsx';
import './run.css';

export function RunPanel() {
  const t = useTranslations('run');
  const busy = useAppState((state) => isBusy(state.run.phase));
  const planned = useAppState((state) => state.run.plan !== null);
  return (
    <section className="panel run" aria-labelledby="run-title">
      <h2 className="panel-title visually-hidden" id="run-title">
        {t('title')}
      </h2>
      <PresetChoice />
      <RunControls />
      <RunSpeed />
      <RunStatus />
      <RunProgress />
      {busy && planned && <LearningRate />}
    </section>
  );
}
