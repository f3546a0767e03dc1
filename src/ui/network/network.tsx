// The network as it is, for one image: it follows the training, can be scrubbed back, and every value opens.

import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Inspection } from '../../contract/inspection.ts';
import type { ModelConfig } from '../../contract/model.ts';
import { hasValue } from '../../explain/value.ts';
import { useAppState } from '../app-context.tsx';
import { useClassNames } from '../use-class-names.ts';
import { Calculation } from './calculation/calculation.tsx';
import type { OpenParameter } from './calculation/open.ts';
import { DetailsList } from './details/details-list.tsx';
import { OcclusionView } from './details/occlusion-view.tsx';
import { NetworkDiagram } from './diagram/network-diagram.tsx';
import { EditBanner } from './edit/edit-banner.tsx';
import { EditPanel } from './edit/edit-panel.tsx';
import { Hand } from './image/hand.tsx';
import { ImageStrip, predictedClasses } from './image/image-strip.tsx';
import { useImage } from './image/use-image.ts';
import { SnapshotSlider } from './snapshot-slider.tsx';
import { useOpenedUnit } from './use-opened-unit.ts';
import { useInspection, useSeen, type ImageRequest } from './use-inspection.ts';
import { useTrail } from './use-trail.ts';
import { Verdict } from './verdict.tsx';
import './network.css';

interface NetworkProps {
  /** Called with the index of a weight or a bias that was pressed. Without it, weights do not open. */
  onParameter?: OpenParameter;
}

export function Network({ onParameter }: NetworkProps) {
  const t = useTranslations('network');
  const titles = useTranslations('panelTitles');
  const classes = useClassNames();
  const panel = useRef<HTMLElement>(null);
  const seen = useSeen(panel);
  const chosen = useImage();
  const { image, source } = chosen;
  const examplePixels = chosen.examples.pixels;
  const [showOcclusion, setShowOcclusion] = useState(false);
  const plan = useAppState((state) => state.run.plan);
  const config = useAppState((state) => state.config);
  const model = useModel(plan?.config ?? config);
  const requestedUnit = useAppState((state) => state.openedUnit);
  const [scrubbed, setScrubbed] = useState({ plan, requestedUnit, step: null as number | null });
  // A step that was chosen in an earlier run does not apply, nor one from before another panel opened a unit.
  const stillApplies = scrubbed.plan === plan && scrubbed.requestedUnit === requestedUnit;
  const scrubbedTo = stillApplies ? scrubbed.step : null;
  const request = useMemo(
    (): ImageRequest | null =>
      image && {
        image: { kind: 'pixels', pixels: image.pixels },
        label: image.label,
        step: scrubbedTo,
        occlusion: showOcclusion,
        ...(examplePixels && { others: examplePixels }),
      },
    [image, scrubbedTo, showOcclusion, examplePixels],
  );
  const answer = useInspection(request, seen);
  const failed = answer && 'error' in answer ? answer : null;
  const inspection = answer && !('error' in answer) && isOf(answer, model, classes.count) ? answer : null;
  const trail = useTrail(panel);
  const opened = trail.steps.at(-1) ?? null;
  const pass = inspection;
  useOpenedUnit(requestedUnit, pass, trail.start);
  const shown = pass && trail.steps.every((step) => hasValue(pass, step));
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || trail.steps.length === 0) return;
    event.preventDefault();
    trail.close();
  };
  const truth = image?.label === undefined || image.label === null ? '' : classes.name(image.label);
  const imageName =
    source.kind === 'drawing'
      ? t('input.own')
      : t(source.kind === 'train' ? 'input.training' : 'input.numbered', { number: source.index + 1, truth });
  const idle = failed
    ? t('failed', { message: failed.error })
    : source.kind === 'drawing' && !image
      ? t('noDrawing')
      : inspection
        ? t('hint')
        : t('waiting');
  return (
    // Escape closes what was opened in it, from wherever the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className="panel network"
      aria-labelledby="network-title"
      tabIndex={-1}
      onKeyDown={closeOnEscape}
    >
      <div className="network-main">
        <div className="network-head">
          <h2 id="network-title" className="panel-title">
            {titles('network')}
          </h2>
          <Verdict inspection={inspection} onOpen={trail.start} />
          <SnapshotSlider
            steps={inspection?.steps ?? []}
            chosen={scrubbedTo}
            step={inspection?.step ?? 0}
            onStep={(next) => setScrubbed({ plan, requestedUnit, step: next })}
          />
        </div>
        <EditBanner />
        <ImageStrip
          source={source}
          choose={chosen.choose}
          examples={chosen.examples}
          drawn={chosen.drawn}
          predicted={
            inspection?.otherProbabilities && inspection.step > 0
              ? predictedClasses(inspection.otherProbabilities, classes.count)
              : ''
          }
        />
        <NetworkDiagram
          model={model}
          pass={pass}
          image={image}
          imageName={imageName}
          opened={opened}
          onOpen={trail.start}
          idle={idle}
          hand={<Hand adjustment={chosen.adjustment} onAdjust={chosen.setAdjustment} />}
        />
      </div>
      {pass && shown && opened && (
        <div className="network-aside">
          <Calculation
            pass={pass}
            trail={trail.steps}
            opening={trail.opening}
            onOpen={trail.push}
            onBack={trail.back}
            onClose={trail.close}
            onMove={trail.move}
            onParameter={onParameter}
          />
          <EditPanel inspection={pass} opened={opened} />
        </div>
      )}
      <div className="network-rest">
        <label className="network-check">
          <input
            type="checkbox"
            checked={showOcclusion}
            onChange={(event) => setShowOcclusion(event.target.checked)}
          />
          {t('occlusion.show')}
        </label>
        {showOcclusion && inspection?.occlusion && (
          <OcclusionView pixels={inspection.pixels} occlusion={inspection.occlusion} />
        )}
        <DetailsList pass={pass} opened={opened} onChoose={chosen.choose} />
      </div>
    </section>
  );
}

/** The network of a configuration; the same object while it is the same network. */
function useModel({ c1, c3, f5, f6, activation, pooling, dense, classes }: ModelConfig): ModelConfig {
  return useMemo(
    () => ({ c1, c3, f5, f6, activation, pooling, dense, classes }),
    [c1, c3, f5, f6, activation, pooling, dense, classes],
  );
}

/** Whether the values are of this network, and not of one that was configured before. */
function isOf(
  { model, probabilities }: Inspection,
  { c1, c3, f5, f6, activation, pooling, dense }: ModelConfig,
  classes: number,
): boolean {
  return (
    probabilities.length === classes &&
    model.c1 === c1 &&
    model.c3 === c3 &&
    model.f5 === f5 &&
    model.f6 === f6 &&
    model.activation === activation &&
    model.pooling === pooling &&
    model.dense === dense
  );
}
