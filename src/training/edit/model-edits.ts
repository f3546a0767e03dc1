// The edits of a run's model by hand: those that can still be undone, and the steps at which the run was trained on with
// some.

import type { EditReport, EditScore } from '../../contract/edit.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import type { ParameterChanges } from '../../explain/edits.ts';
import type { Engine, ModelState } from '../../engine/engine.ts';

export class ModelEdits {
  /** Steps done when the run was trained on with edits, ascending. */
  readonly steps: number[];
  /** The values that each edit replaced, the newest edit last. */
  #replaced: ParameterChanges[] = [];
  /** The model without the edits, and its score; null while there are none. */
  #before: { state: ModelState; score: EditScore } | null = null;

  constructor(steps: readonly number[] = []) {
    this.steps = [...steps];
  }

  /** The score without the edits that can be undone; null without such edits. */
  get scoreBefore(): EditScore | null {
    return this.#before?.score ?? null;
  }

  /**
   * `state` with the changes that `changesOf` gives for it, which can be undone; null where it gives none. `score` is that
   * of `state`. With `continues` the change takes the place of the newest one, if that changed the same parameters.
   */
  apply(
    state: ModelState,
    score: EditScore,
    changesOf: (parameters: Float32Array) => ParameterChanges | null,
    continues: boolean,
  ): ModelState | null {
    const changes = changesOf(state.parameters);
    if (!changes) return null;
    const { indices } = changes;
    const newest = this.#replaced.at(-1);
    if (continues && newest && sameIndices(newest.indices, indices)) {
      const before = changed(state, newest);
      const again = changesOf(before.parameters);
      return again && changed(before, again);
    }
    this.#before ??= { state, score };
    const values = Float32Array.from(indices, (index) => state.parameters[index]!);
    this.#replaced.push({ indices, values });
    return changed(state, changes);
  }

  /** `state` without the newest edit, or null where there is none. */
  undo(state: ModelState): ModelState | null {
    const newest = this.#replaced.pop();
    if (!newest) return null;
    const undone = changed(state, newest);
    if (this.#replaced.length === 0) this.#before = null;
    return undone;
  }

  report(images: number, after: EditScore): EditReport {
    return { edits: this.#replaced.length, images, before: this.scoreBefore ?? after, after };
  }

  /**
   * The run goes on after a pause, at `step`: its edits can't be undone any more. With `discard` the engine gets the model
   * without them.
   */
  async settle(
    engine: Pick<Engine, 'write'>,
    step: number,
    discard: boolean,
    emit: (event: WorkerEvent) => void,
  ): Promise<void> {
    if (!this.#before) return;
    const { state } = this.#before;
    this.#before = null;
    this.#replaced = [];
    if (discard) await engine.write(state);
    else if (this.steps.at(-1) !== step) this.steps.push(step);
    emit({ type: 'edits-settled', steps: [...this.steps] });
  }
}

function changed(state: ModelState, { indices, values }: ParameterChanges): ModelState {
  const parameters = state.parameters.slice();
  indices.forEach((index, i) => (parameters[index] = values[i]!));
  return { ...state, parameters };
}

const sameIndices = (a: Uint32Array, b: Uint32Array) =>
  a.length === b.length && a.every((index, i) => index === b[i]);
