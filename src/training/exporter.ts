// Exports a run for other programs: gathers its facts, weights and images, and has the code of `export/` write them.

import type { RunConfig } from '../contract/config.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import type { RunPlan } from '../contract/metrics.ts';
import { runFileOf } from '../contract/run-file.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { imageCount, type Dataset } from '../dataset/dataset.ts';
import type { ExportedImages } from '../export/exported-run.ts';
import type { SessionHost } from './host.ts';
import type { CurrentRun } from './run/job.ts';
import { prepareTrainingSet } from './training-set.ts';
import { weightFile } from './weight-file.ts';

/** What an export is gathered from. */
export interface ExportSources {
  /** The dataset of the page's configuration, or of the run. */
  dataset(): Dataset;
  /** The run at the time of the call; it may end while a request is answered. */
  current(): CurrentRun | null;
  /** Whether no run is under way or starting. */
  idle(): boolean;
  /** The dataset of `config` with all of its images. Rejects as a download does. */
  allImages(config: RunConfig): Promise<Dataset>;
}

/** Names for the classes of a dataset that is not here. */
const numbered = (classes: number) => Array.from({ length: classes }, (_, label) => String(label));

/** The best weights as a safetensors file; null where there are none. */
export function bestWeights(
  current: CurrentRun | null,
  { facts }: Dataset,
): ReturnType<typeof weightFile> | null {
  const best = current?.run.record.best;
  if (!best) return null;
  const { plan, record } = current.run;
  const { data, classes } = plan.config;
  const run = { plan, marks: record.marks, edited: record.edits.steps, result: best.test };
  return weightFile(best, run, facts.id === data ? facts : { id: data, classes: numbered(classes) });
}

/** Another run or dataset has taken the place of the one that is exported, and may have taken its images' memory. */
class Replaced extends Error {
  override readonly name = 'Replaced';
}

/** The archive with images is written when no run is under way: it would hold up the run for seconds. */
export async function sendExport(
  host: Pick<SessionHost, 'emit' | 'loadExports'>,
  sources: ExportSources,
  { id, request }: Extract<WorkerCommand, { type: 'export-run' }>,
): Promise<void> {
  const { format, withImages, ...reader } = request;
  const current = sources.current();
  const dataset = sources.dataset();
  const weights = bestWeights(current, dataset);
  const refuse = (reason: 'no-model' | 'no-data' | 'busy') => host.emit({ type: 'refused', id, reason });
  if (!current || !weights) return refuse('no-model');
  const { plan, record } = current.run;
  // The data of a run that is shown again may be missing, or not loaded yet.
  if (dataset.facts.id !== plan.config.data) return refuse('no-data');
  const unchanged = () => sources.idle() && sources.current() === current && sources.dataset() === dataset;
  if (withImages && !unchanged()) return refuse('busy');
  const exported = {
    run: runFileOf(record.restored(), dataset.facts, Date.now()),
    parameters: record.best!.state.parameters,
    initial: record.initial,
    ...reader,
  };
  const writeRun = await host.loadExports();
  try {
    const images = withImages ? await imagesOf(plan, sources, unchanged) : null;
    const { name, bytes } = writeRun(format, exported, weights.bytes, images);
    host.emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
  } catch (error) {
    if (!(error instanceof Replaced)) throw error;
    refuse('busy');
  }
}

/** Rejects with Replaced once `unchanged` is false. */
async function imagesOf(
  { config, start }: RunPlan,
  sources: ExportSources,
  unchanged: () => boolean,
): Promise<ExportedImages> {
  const throwIfAborted = () => {
    if (!unchanged()) throw new Replaced();
  };
  throwIfAborted();
  const dataset = await sources.allImages(config);
  throwIfAborted();
  // Weights of a file were only scored.
  const used = start.kind === 'file' ? { ...config, synthetic: 0 } : config;
  const { images, labels } = await prepareTrainingSet(dataset, used, { throwIfAborted }, () => {});
  throwIfAborted();
  const count = imageCount(dataset.facts);
  return {
    images: images.subarray(0, count * IMAGE_PIXELS),
    labels: labels.subarray(0, count),
    syntheticImages: images.subarray(count * IMAGE_PIXELS),
    syntheticLabels: labels.subarray(count),
  };
}
