// Edits the model of a run that does not train, undoes edits, and scores the model before and after.

import type { WorkerCommand, WorkerEvent } from '../../contract/messages.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { changesOf } from '../../explain/edits.ts';
import { engineSpec } from '../engine-spec.ts';
import type { SessionHost } from '../host.ts';
import type { CurrentRun } from '../run/job.ts';
import { scoredImages, scoreOf } from './validation-score.ts';

type EditRequest = Extract<WorkerCommand, { type: 'edit' | 'undo-edit' }>;
type Refusal = Extract<WorkerEvent, { type: 'refused' }>['reason'];

interface Sources {
  dataset(): Dataset;
  /** The run at the time of the call. */
  current(): CurrentRun | null;
  /** Whether the model may be edited now: nothing trains or scores it. */
  editable(): boolean;
}

export class Editor {
  readonly #emit: SessionHost['emit'];
  readonly #sources: Sources;
  /** One edit at a time: each reads the model that the one before it left. */
  #last: Promise<void> = Promise.resolve();

  constructor(emit: SessionHost['emit'], sources: Sources) {
    this.#emit = emit;
    this.#sources = sources;
  }

  /** Answers or refuses the request. Rejects when the engine fails, or where the edit does not fit the model. */
  async answer(request: EditRequest): Promise<void> {
    const edit = async () => {
      const refusal = await this.#edit(request);
      if (refusal) this.#emit({ type: 'refused', id: request.id, reason: refusal });
    };
    // The next one is made even if the one before it failed.
    const answered = this.#last.then(edit, edit);
    this.#last = answered;
    return answered;
  }

  async #edit(request: EditRequest): Promise<Refusal | null> {
    const { dataset, current, editable } = this.#sources;
    const { run, engine } = current() ?? { run: null, engine: null };
    // Before the first step only a weight file's run has a model.
    if (!run || !engine || (run.step === 0 && !run.record.best)) return 'no-model';
    if (!editable()) return 'busy';
    const { step } = run;
    const { config } = run.plan;
    const images = scoredImages(config, dataset());
    if (!images) return 'no-data';
    const { edits } = run.record;
    const [state, scored] = await Promise.all([
      engine.read(),
      edits.scoreBefore === null ? scoreOf(engine, images) : edits.scoreBefore,
    ]);
    // The run may have gone on or ended in the meantime.
    if (!editable() || current()?.engine !== engine || run.step !== step) return 'busy';
    let edited;
    if (request.type === 'undo-edit') edited = edits.undo(state) ?? state;
    else {
      const { model } = engineSpec(config);
      const changes = (parameters: Float32Array) => changesOf(model, parameters, request.edit);
      edited = edits.apply(state, scored, changes, request.continues ?? false);
      if (!edited) throw new RangeError('this edit does not fit the model');
    }
    // Both calls are made at once, so that no training step comes in between.
    const [, after] = await Promise.all([engine.write(edited), scoreOf(engine, images)]);
    const report = edits.report(images.labels.length, after);
    this.#emit({ type: 'edited', id: request.id, report });
    return null;
  }
}
