// Answers the page's requests: predictions, inspections, explanations, images, the weight file, edits of the model.

import { messageOf } from '../base/errors.ts';
import type { RunConfig } from '../contract/config.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { hasTestSet, imageCount, type Dataset } from '../dataset/dataset.ts';
import { Editor } from './edit/editor.ts';
import type { SessionHost } from './host.ts';
import { bestWeights, sendExport, type ExportSources } from './exporter.ts';
import { engineSpec } from './engine-spec.ts';
import { sendFilterExamples, sendImages, sendNearestImages } from './image-requests.ts';
import { constantUnits } from './inspect/constant-units.ts';
import { Inspector } from './inspect/inspector.ts';
import { StepExplainer } from './inspect/step-explainer.ts';
import { predictDrawing } from './predict-drawing.ts';
import { SpeedTester } from './speed-tester.ts';

/** Enough images to distinguish a unit that never changes from one that rarely does, in about 0.2 s. */
const ACTIVITY_IMAGES = 100;

export type Request = Extract<
  WorkerCommand,
  {
    type:
      | 'predict'
      | 'images'
      | 'nearest-images'
      | 'filter-examples'
      | 'constant-units'
      | 'export'
      | 'export-run'
      | 'edit'
      | 'undo-edit'
      | 'inspect'
      | 'explain-step'
      | 'explain-parameter'
      | 'explain-gradients'
      | 'release-step'
      | 'test-speed';
  }
>;
/** A request that the page waits for. */
type Question = Extract<Request, { id: number }>;

/** What requests are answered from. */
export interface Sources extends ExportSources {
  /** The newest configuration of the page. */
  configured(): RunConfig | null;
  /** Whether the model may be edited now. */
  editable(): boolean;
}

export class Requests {
  readonly #host: Pick<SessionHost, 'emit' | 'loadExports'>;
  readonly #emit: SessionHost['emit'];
  readonly #sources: Sources;
  readonly #inspector: Inspector;
  readonly #explainer: StepExplainer;
  readonly #editor: Editor;
  readonly #speedTester: SpeedTester;

  constructor(
    host: Pick<SessionHost, 'emit' | 'createEngine' | 'testSpeed' | 'loadLayerLoops' | 'loadExports'>,
    sources: Sources,
  ) {
    this.#host = host;
    this.#emit = host.emit;
    this.#sources = sources;
    this.#inspector = new Inspector(host);
    this.#explainer = new StepExplainer(host);
    this.#editor = new Editor(host.emit, sources);
    this.#speedTester = new SpeedTester(host, sources.idle);
  }

  handle(request: Request): void {
    if (request.type === 'release-step') this.#explainer.release();
    else void this.#answer(request).catch((error: unknown) => this.#fail(request, error));
  }

  /** Whatever went wrong, the page stops waiting. */
  #fail({ id }: Question, error: unknown): void {
    this.#emit({ type: 'request-failed', id, message: messageOf(error) });
  }

  async #answer(request: Question): Promise<void> {
    const { current } = this.#sources;
    const dataset = this.#sources.dataset();
    switch (request.type) {
      case 'predict':
        return sendPrediction(this.#emit, current, request);
      case 'images':
        return sendImages(this.#emit, dataset, request);
      case 'nearest-images':
        return sendNearestImages(this.#emit, dataset, current()?.run ?? null, request);
      case 'filter-examples':
        return sendFilterExamples(this.#emit, dataset, request);
      case 'constant-units':
        return sendConstantUnits(this.#emit, dataset, current, request.id);
      case 'export':
        return sendWeights(this.#emit, bestWeights(current(), dataset), request.id);
      case 'export-run':
        return sendExport(this.#host, this.#sources, request);
      case 'inspect': {
        const configured = this.#sources.configured();
        return this.#inspector.inspect(request, { current, configured, dataset });
      }
      case 'explain-step':
      case 'explain-parameter':
      case 'explain-gradients':
        return this.#explainer.answer(request, current(), dataset);
      case 'edit':
      case 'undo-edit':
        return this.#editor.answer(request);
      case 'test-speed':
        return this.#speedTester.answer(request.id);
      default:
        return request satisfies never;
    }
  }
}

/** A probability for each class; null while the model has not learned anything or has no engine. Rejects when the engine fails. */
async function sendPrediction(
  emit: SessionHost['emit'],
  current: Sources['current'],
  { id, pixels, lines, fresh }: Extract<Request, { type: 'predict' }>,
): Promise<void> {
  const { run, engine: currentEngine } = current() ?? { run: null, engine: null };
  if (fresh) run?.answerSoon();
  const step = run?.step ?? 0;
  const trained = step > 0 || run?.record.best;
  const engine = trained ? currentEngine : null;
  try {
    const probabilities = run && engine && (await predictDrawing(engine, run.plan.config, pixels, lines));
    emit({ type: 'prediction', id, probabilities, step });
  } catch (error) {
    if (current()?.engine === engine) throw error;
    // An engine that was disposed of or lost meanwhile has no model.
    emit({ type: 'prediction', id, probabilities: null, step });
  }
}

/** Of the engine's model, over the first test images. Rejects when the engine fails. */
async function sendConstantUnits(
  emit: SessionHost['emit'],
  dataset: Dataset,
  current: Sources['current'],
  id: number,
): Promise<void> {
  const { run, engine } = current() ?? { run: null, engine: null };
  if (!run || !engine) return emit({ type: 'refused', id, reason: 'no-model' });
  if (!hasTestSet(dataset)) return emit({ type: 'refused', id, reason: 'no-data' });
  const start = dataset.facts.trainCount * IMAGE_PIXELS;
  const end = Math.min(start + ACTIVITY_IMAGES * IMAGE_PIXELS, imageCount(dataset.facts) * IMAGE_PIXELS);
  const images = dataset.images.subarray(start, end);
  try {
    const units = await constantUnits(engine, engineSpec(run.plan.config).model, images);
    emit({ type: 'constant-units', id, ...units });
  } catch (error) {
    if (current()?.engine === engine) throw error;
    // An engine that was disposed of or lost meanwhile has no model.
    emit({ type: 'refused', id, reason: 'no-model' });
  }
}

function sendWeights(emit: SessionHost['emit'], file: ReturnType<typeof bestWeights>, id: number): void {
  if (!file) return emit({ type: 'refused', id, reason: 'no-model' });
  emit({ type: 'exported', id, ...file }, [file.bytes.buffer]);
}
