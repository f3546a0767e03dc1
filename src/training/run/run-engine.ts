// The engine of a run: chosen, created, and created again after a failure. An engine that was chosen by the trial of an
// earlier visit has to match the reference again once it has failed.

import { CodeLoadError } from '../../base/load-code.ts';
import type { DeviceReport } from '../../contract/device.ts';
import type { Engine } from '../../engine/engine.ts';
import { engineSpec } from '../engine-spec.ts';
import type { SessionHost } from '../host.ts';
import type { RunRequest } from './run-start.ts';

export type RunEngineTools = Pick<SessionHost, 'emit' | 'chooseEngine' | 'createEngine'> & {
  verdicts: SessionHost['verdicts'] | undefined;
};

export class RunEngine {
  readonly #request: RunRequest;
  readonly #tools: RunEngineTools;
  #report: DeviceReport | null = null;
  #failed = false;

  constructor(request: RunRequest, tools: RunEngineTools) {
    this.#request = request;
    this.#tools = tools;
  }

  /** Null before an engine is chosen. */
  get report(): DeviceReport | null {
    return this.#report;
  }

  async choose(): Promise<DeviceReport> {
    const { config, engine } = this.#request;
    return this.#send(await this.#tools.chooseEngine(engine, engineSpec(config)));
  }

  /** After `choose`. Chooses again where an engine that was proven in an earlier visit can't be created. */
  async create(): Promise<Engine> {
    if (this.#failed) {
      await this.#proveAgain();
      return this.#createChosen();
    }
    try {
      return await this.#createChosen();
    } catch (error) {
      if (!this.#isRemembered() || error instanceof CodeLoadError) throw error;
      this.distrust();
      await this.choose();
      this.#failed = false;
      return this.#createChosen();
    }
  }

  /** After a failure: no later choice rests on the trials so far. */
  distrust(): void {
    if (!this.#report) return;
    this.#failed = true;
    this.#tools.verdicts?.distrust(this.#report.chosen);
  }

  #createChosen(): Promise<Engine> {
    return this.#tools.createEngine(this.#report!.chosen, engineSpec(this.#request.config));
  }

  #isRemembered(): boolean {
    const { chosen, trials = [] } = this.#report ?? {};
    return trials.some(({ engine, rememberedFrom }) => engine === chosen && rememberedFrom !== undefined);
  }

  /** Throws where an engine that was proven in an earlier visit is not proven in this one. */
  async #proveAgain(): Promise<void> {
    const { verdicts } = this.#tools;
    const report = this.#report;
    if (!report || !verdicts || !this.#isRemembered()) return;
    // A GPU may need a while, so the outcome of the last try does not count.
    this.distrust();
    const trial = await verdicts.prove(report.chosen, engineSpec(this.#request.config));
    if (trial.verdict !== 'proven') throw new Error(trial.detail ?? trial.verdict);
    const trials = report.trials.map((other) => (other.engine === trial.engine ? trial : other));
    this.#send({ ...report, trials });
  }

  #send(report: DeviceReport): DeviceReport {
    this.#report = report;
    this.#tools.emit({ type: 'device', report });
    return report;
  }
}
