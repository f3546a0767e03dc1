// What each view shows. Panels share data through the store; their code is loaded when their view is opened.

import type { ComponentType } from 'react';
import type { View } from '../../store/view.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ConfigPanel } from '../config/config-panel.tsx';
import { EpochLog } from '../log/epoch-log.tsx';
import { ModelPanel } from '../model/model-panel.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { WeightsLoad } from '../result/weights-load.tsx';
import { withMessages } from './later-messages.ts';
import { LazyPanel } from './lazy-panel.tsx';

const loadAssignment = withMessages(
  async () => (await import('../assignment/assignment.tsx')).AssignmentMaker,
);
const loadConfusion = withMessages(async () => (await import('../confusion/confusion.tsx')).Confusion);
const loadClassCurves = withMessages(async () => (await import('../confusion/class-curves.tsx')).ClassCurves);
const loadData = withMessages(async () => (await import('../data/data.tsx')).Data);
const loadDrawing = withMessages(async () => (await import('../drawing/drawing.tsx')).Drawing);
const loadExport = withMessages(async () => (await import('../export/export-menu.tsx')).ExportMenu);
const loadGallery = withMessages(async () => (await import('../gallery/gallery.tsx')).Gallery);
const loadMistakes = withMessages(async () => (await import('../mistakes/mistakes.tsx')).Mistakes);
const loadNetwork = withMessages(async () => (await import('../network/network.tsx')).Network);
const loadRuns = withMessages(async () => (await import('../runs/runs.tsx')).Runs);
const loadSweep = withMessages(async () => (await import('../sweep/sweep.tsx')).Sweep);
const loadStep = withMessages(async () => (await import('../step/step-view.tsx')).StepView);
const loadChallenge = withMessages(async () => (await import('../challenge/challenge.tsx')).Challenge);

function NetworkView() {
  const { commands } = useApp();
  return (
    <>
      <LazyPanel name="network" load={loadNetwork} showLoading>
        {(Network) => <Network onParameter={commands.openParameter} />}
      </LazyPanel>
      <ModelPanel />
    </>
  );
}

function StepView() {
  const parameter = useAppState((state) => state.openedParameter);
  return (
    <LazyPanel name="step" load={loadStep} showLoading>
      {(Step) => <Step parameter={parameter} />}
    </LazyPanel>
  );
}

function ResultsView() {
  return (
    <>
      <ResultPanel>
        <LazyPanel name={null} load={loadExport}>
          {(ExportMenu) => <ExportMenu />}
        </LazyPanel>
      </ResultPanel>
      <div className="results-side">
        <EpochLog />
        <WeightsLoad />
      </div>
      <LazyPanel name="confusion" load={loadConfusion} showLoading>
        {(Confusion) => (
          <Confusion>
            <LazyPanel name={null} load={loadClassCurves}>
              {(ClassCurves) => <ClassCurves />}
            </LazyPanel>
          </Confusion>
        )}
      </LazyPanel>
    </>
  );
}

function GalleryView() {
  return (
    <>
      <LazyPanel name="gallery" load={loadGallery} showLoading>
        {(Gallery) => <Gallery />}
      </LazyPanel>
      <LazyPanel name="mistakes" load={loadMistakes}>
        {(Mistakes) => <Mistakes />}
      </LazyPanel>
    </>
  );
}

function DrawView() {
  return (
    <LazyPanel name="drawing" load={loadDrawing} showLoading>
      {(Drawing) => <Drawing />}
    </LazyPanel>
  );
}

function ChallengeView() {
  return (
    <LazyPanel name="challenge" load={loadChallenge} showLoading>
      {(Challenge) => <Challenge />}
    </LazyPanel>
  );
}

function SetupView() {
  return (
    <>
      <ConfigPanel />
      <LazyPanel name={null} load={loadAssignment}>
        {(AssignmentMaker) => <AssignmentMaker />}
      </LazyPanel>
    </>
  );
}

function DataView() {
  return (
    <LazyPanel name="data" load={loadData} showLoading>
      {(Data) => <Data />}
    </LazyPanel>
  );
}

function RunsView() {
  return (
    <LazyPanel name="runs" load={loadRuns} showLoading>
      {(Runs) => <Runs />}
    </LazyPanel>
  );
}

function SweepView() {
  return (
    <LazyPanel name="sweep" load={loadSweep} showLoading>
      {(Sweep) => <Sweep />}
    </LazyPanel>
  );
}

export const VIEW_CONTENTS: Record<View, ComponentType> = {
  network: NetworkView,
  step: StepView,
  results: ResultsView,
  gallery: GalleryView,
  draw: DrawView,
  challenge: ChallengeView,
  setup: SetupView,
  data: DataView,
  runs: RunsView,
  sweep: SweepView,
};
