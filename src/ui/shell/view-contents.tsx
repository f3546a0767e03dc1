// What each view shows. Panels share data through the store; their code is loaded when their view is opened.

import type { ComponentType } from 'react';
import type { View } from '../../store/view.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ConfigPanel } from '../config/config-panel.tsx';
import { EpochLog } from '../log/epoch-log.tsx';
import { ModelPanel } from '../model/model-panel.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { WeightsLoad } from '../result/weights-load.tsx';
import { LazyPanel } from './lazy-panel.tsx';

const loadConfusion = async () => (await import('../confusion/confusion.tsx')).Confusion;
const loadClassCurves = async () => (await import('../confusion/class-curves.tsx')).ClassCurves;
const loadData = async () => (await import('../data/data.tsx')).Data;
const loadDrawing = async () => (await import('../drawing/drawing.tsx')).Drawing;
const loadGallery = async () => (await import('../gallery/gallery.tsx')).Gallery;
const loadMistakes = async () => (await import('../mistakes/mistakes.tsx')).Mistakes;
const loadNetwork = async () => (await import('../network/network.tsx')).Network;
const loadRuns = async () => (await import('../runs/runs.tsx')).Runs;
const loadStep = async () => (await import('../step/step-view.tsx')).StepView;
const loadChallenge = async () => (await import('../challenge/challenge.tsx')).Challenge;

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
      <ResultPanel />
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

export const VIEW_CONTENTS: Record<View, ComponentType> = {
  network: NetworkView,
  step: StepView,
  results: ResultsView,
  gallery: GalleryView,
  draw: DrawView,
  challenge: ChallengeView,
  setup: ConfigPanel,
  data: DataView,
  runs: RunsView,
};
