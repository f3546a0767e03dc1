// Exports a run for other programs: gathers its facts, weights and images, and has the code of `export/` write them.

import type { WorkerCommand } from '../contract/messages.ts';
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
  /** All images of the current run's dataset. Rejects as a download does. */
  allImages(): Promise<Dataset>;
}

/** The best weights as a safetensors file; null where there are none. */
export function bestWeights(
  current: CurrentRun | null,
  { facts }: Dataset,
): ReturnType<typeof weightFile> | null {
  const best = current?.run.record.best;
  if (!best) return null;
  const { plan, record } = current.run;
  const run = { plan, marks: record.marks, edited: record.edits.steps, result: best.test };
  return weightFile(best, run, facts);
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
  if (!current || !weights) return host.emit({ type: 'refused', id, reason: 'no-model' });
  if (withImages && !sources.idle()) return host.emit({ type: 'refused', id, reason: 'busy' });
  const { record } = current.run;
  const exported = {
    run: runFileOf(record.restored(), dataset.facts, Date.now()),
    parameters: record.best!.state.parameters,
    initial: record.initial,
    ...reader,
  };
  const writeRun = await host.loadExports();
  const images = withImages ? await imagesOf(current, sources) : null;
  // A run that started meanwhile may overwrite the synthetic images.
  if (withImages && !sources.idle()) return host.emit({ type: 'refused', id, reason: 'busy' });
  const { name, bytes } = writeRun(format, exported, weights.bytes, images);
  host.emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
}

async function imagesOf({ run }: CurrentRun, sources: ExportSources): Promise<ExportedImages> {
  const dataset = await sources.allImages();
  const { config } = run.plan;
  const { images, labels } = await prepareTrainingSet(
    dataset,
    config,
    new AbortController().signal,
    () => {},
  );
  const count = imageCount(dataset.facts);
  return {
    images: images.subarray(0, count * IMAGE_PIXELS),
    labels: labels.subarray(0, count),
    syntheticImages: images.subarray(count * IMAGE_PIXELS),
    syntheticLabels: labels.subarray(count),
  };
}
