// The worker's one state: takes commands, holds dataset, engine and run, emits events. Knows no `self` and no device.

import { FIELDS, type EngineName, type RunConfig } from '../contract/config.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { TEST_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import type { Command, DeviceReport, Event, Failure, RunPhase } from '../contract/messages.ts';
import { DataError, hasTestSet } from '../data/fetch-shards.ts';
import { DeviceLostError, type Engine, type EngineSpec } from '../engine/engine.ts';
import { RunCancelled, RunControl } from './control.ts';
import { DatasetKeeper, type LoadDataset } from './dataset-keeper.ts';
import { Run, type KeptModel } from './run.ts';
import { serialEngine } from './serial-engine.ts';
import { weightFile } from './weight-file.ts';

/** What a session is given from outside. */
export interface SessionHost {
  emit(event: Event, transfer?: ArrayBuffer[]): void;
  /** Room for the dataset's pictures. */
  images?: Uint8Array | undefined;
  loadDataset: LoadDataset;
  /** What is here and what `requested` gets. Never rejects. */
  chooseEngine(requested: RunConfig['engine'], spec: EngineSpec): Promise<DeviceReport>;
  createEngine(name: EngineName, spec: EngineSpec): Promise<Engine>;
}

function engineSpec(config: RunConfig): EngineSpec {
  const { c1, c3, f5, f6, activation, pooling, dense, optimizer, decay, smoothing, batch, threads } = config;
  return {
    model: { c1, c3, f5, f6, activation, pooling, dense },
    optimizer,
    weightDecay: decay,
    labelSmoothing: smoothing,
    maxBatch: batch,
    threads,
  };
}

export function createSession(host: SessionHost): { handle(command: Command): void } {
  const { emit } = host;
  const keeper = new DatasetKeeper(host.loadDataset, (status) => emit({ type: 'data', status }), host.images);
  let phase: RunPhase = 'idle';
  let engine: Engine | null = null;
  let control: RunControl | null = null;
  let run: Run | null = null;
  let kept: KeptModel | null = null;

  const enter = (next: RunPhase) => {
    phase = next;
    emit({ type: 'phase', phase });
  };

  const tellFailure = (error: unknown, name: EngineName | null) => {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    emit({ type: 'failure', failure: failureOf(error, name, engine !== null) });
  };

  const configure = async (config: RunConfig) => {
    try {
      emit({ type: 'device', report: await host.chooseEngine(config.engine, engineSpec(config)) });
      await keeper.ensure(config.samples);
    } catch (error) {
      tellFailure(error, null);
    }
  };

  const discard = () => {
    engine?.dispose();
    engine = run = kept = null;
  };

  /** From Train to the score; every way out leaves a named phase. */
  const train = async (config: RunConfig) => {
    discard();
    let name: EngineName | null = null;
    let active: RunPhase = 'preparing';
    const mine = new RunControl(
      () => performance.now(),
      (held) => {
        if (held) run?.report();
        enter(held ? 'paused' : active);
      },
    );
    control = mine;
    const enterActive = (next: RunPhase) => {
      active = next;
      enter(next);
    };
    enterActive('preparing');
    try {
      const report = await host.chooseEngine(config.engine, engineSpec(config));
      name = report.chosen;
      emit({ type: 'device', report });
      const dataset = await untilCancelled(keeper.ensure(config.samples), mine.signal);
      const made = serialEngine(await host.createEngine(name, engineSpec(config)));
      if (mine.signal.aborted || mine.stopped) {
        made.dispose();
        throw new RunCancelled();
      }
      engine = made;
      await made.upload(dataset.images, dataset.labels);
      run = new Run(config, made, mine, {
        emit,
        onPhase: enterActive,
        testLabels: () => dataset.labels.slice(TRAIN_COUNT),
        onKept: (model) => (kept = model),
      });
      await mine.turn();
      emit({ type: 'started', plan: run.plan });
      const outcome = await run.execute();
      if (outcome.kind === 'nothing') throw new RunCancelled();
      if (outcome.kind === 'failed') emit({ type: 'failure', failure: outcome.failure });
      enter(outcome.kind);
    } catch (error) {
      if (error instanceof RunCancelled) {
        discard();
        enter('idle');
      } else {
        tellFailure(error, name);
        // What was kept can still be downloaded; the engine is not to be trusted.
        engine?.dispose();
        engine = null;
        enter(run ? 'failed' : 'idle');
      }
    } finally {
      if (control === mine) control = null;
    }
  };

  const predict = async (id: number, pixels: Uint8Array) => {
    const step = run?.step ?? 0;
    const valid = pixels.length === IMAGE_PIXELS;
    const probabilities = engine && step > 0 && valid ? await engine.predict(pixels).catch(() => null) : null;
    emit({ type: 'prediction', id, probabilities, step });
  };

  const sendPictures = (id: number, indices: number[]) => {
    const { dataset } = keeper;
    const asked = indices.filter((index) => Number.isInteger(index) && index >= 0 && index < TEST_COUNT);
    if (!hasTestSet(dataset)) {
      emit({ type: 'refused', id, reason: 'no-data' });
      return;
    }
    const pixels = new Uint8Array(asked.length * IMAGE_PIXELS);
    const labels = new Uint8Array(asked.length);
    asked.forEach((index, place) => {
      const source = (TRAIN_COUNT + index) * IMAGE_PIXELS;
      pixels.set(dataset.images.subarray(source, source + IMAGE_PIXELS), place * IMAGE_PIXELS);
      labels[place] = dataset.labels[TRAIN_COUNT + index]!;
    });
    emit({ type: 'pictures', id, indices: asked, pixels, labels }, [pixels.buffer, labels.buffer]);
  };

  const sendWeights = (id: number) => {
    if (!kept) {
      emit({ type: 'refused', id, reason: 'no-model' });
      return;
    }
    const { name, bytes } = weightFile(kept);
    emit({ type: 'exported', id, name, bytes }, [bytes.buffer]);
  };

  return {
    handle(command) {
      switch (command.type) {
        case 'configure':
          void configure(command.config);
          return;
        case 'start':
          if (!control) void train(command.config);
          return;
        case 'pause':
          if (phase !== 'preparing') control?.pause();
          return;
        case 'resume':
          control?.resume();
          return;
        case 'stop':
          if (phase === 'preparing') control?.cancel();
          else if (phase !== 'testing') control?.stop();
          return;
        case 'reset':
          if (control) control.cancel();
          else {
            discard();
            enter('idle');
          }
          return;
        case 'set-learning-rate': {
          const { min, max } = FIELDS.lr;
          if (command.value >= min && command.value <= max) run?.setLearningRate(command.value);
          return;
        }
        case 'predict':
          void predict(command.id, command.pixels);
          return;
        case 'pictures':
          sendPictures(command.id, command.indices);
          return;
        case 'export':
          sendWeights(command.id);
          return;
        default:
          command satisfies never;
      }
    },
  };
}

function failureOf(error: unknown, engine: EngineName | null, made: boolean): Failure {
  if (error instanceof DataError) {
    const { file, reason, status } = error;
    return { kind: 'data', file, reason, ...(status !== undefined && { status }) };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (!engine) return { kind: 'worker', message };
  const reason = error instanceof DeviceLostError ? 'lost' : made ? 'error' : 'unavailable';
  return { kind: 'engine', engine, reason, message };
}

/** `promise`, or `RunCancelled` at once when the run is cancelled before it settles. */
function untilCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new RunCancelled()), { once: true });
    promise.then(resolve, reject);
  });
}
