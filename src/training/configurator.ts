// What a configuration of the page causes: its data is fetched, meanwhile the engines are tried, and the first time the saved
// run is offered.

import { isAbort } from '../base/abort.ts';
import type { RunConfig } from '../contract/config.ts';
import { formatLink } from '../contract/url.ts';
import { reportOf } from './checkpoint/checkpoint.ts';
import type { SavedRunAccess } from './checkpoint/saved-run.ts';
import type { Saver } from './checkpoint/saver.ts';
import { UnfitError, type DatasetLoader } from './dataset-loader.ts';
import { engineSpec } from './engine-spec.ts';
import { failureOf } from './failures.ts';
import { reopenFinishedRun } from './finished-run.ts';
import type { SessionHost } from './host.ts';
import { isMissing, type OwnDatasets } from './own-datasets.ts';
import type { SessionState } from './session-state.ts';
import type { Tabs } from './tabs.ts';

interface Parts {
  state: SessionState;
  loader: DatasetLoader;
  ownDatasets: OwnDatasets;
  savedRun: SavedRunAccess;
  saver: Saver;
  tabs: Tabs;
}

export class Configurator {
  readonly #host: Pick<SessionHost, 'emit' | 'chooseEngine' | 'createEngine'>;
  readonly #parts: Parts;
  #newest: RunConfig | null = null;
  #offer: Promise<unknown> = Promise.resolve();

  constructor(host: Pick<SessionHost, 'emit' | 'chooseEngine' | 'createEngine'>, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
  }

  /** The newest configuration that the page sent. */
  get newest(): RunConfig | null {
    return this.#newest;
  }

  /** Resolves once the saved run is shown or reported, or could not be. */
  get settled(): Promise<void> {
    return Promise.allSettled([this.#offer]).then(() => undefined);
  }

  /** The page shows a run of `config`, which is its configuration from then on. */
  adopt(config: RunConfig): void {
    if (!this.#newest || formatLink(this.#newest) !== formatLink(config)) this.#newest = config;
  }

  /** Never rejects: what goes wrong is sent as a failure. */
  async configure(config: RunConfig): Promise<void> {
    const { emit } = this.#host;
    const { state, loader, ownDatasets, savedRun, tabs } = this.#parts;
    this.#newest = config;
    if (state.now.kind === 'sweeping') return;
    // A run has its own data and engine, and a newer configuration too.
    const isNewest = () => state.idle && this.#newest === config;
    // The model of a run is for its own data.
    const shown = state.current?.run.plan.config.data ?? config.data;
    if (state.idle && shown !== config.data) state.restEmpty();
    void ownDatasets.announce();
    const onError = (error: unknown) => {
      // The page shows a status for missing data, and corrects a configuration that does not fit the data.
      if (!isNewest() || isAbort(error) || isMissing(error) || error instanceof UnfitError) return;
      emit({ type: 'failure', failure: failureOf(error, null) });
    };
    if (isNewest()) loader.ensure(config).catch(onError);
    const offer = async () => {
      if (!savedRun.wasRead && !(await tabs.watchOtherTab())) await this.#offerSavedRun(config);
    };
    const offered = offer();
    this.#offer = Promise.allSettled([this.#offer, offered]);
    await offered;
    try {
      const report = await this.#host.chooseEngine(config.engine, engineSpec(config));
      if (isNewest()) emit({ type: 'device', report });
    } catch (error) {
      onError(error);
    }
  }

  /** Shows the saved run if it is a finished one of this configuration; otherwise reports it. */
  async #offerSavedRun(config: RunConfig): Promise<void> {
    const { emit, createEngine } = this.#host;
    const { state, savedRun, saver } = this.#parts;
    const found = await savedRun.read();
    const finished = await reopenFinishedRun(config, found, createEngine);
    if (!finished) return emit({ type: 'saved-run', report: reportOf(found) });
    const { saved, current } = finished;
    // A command came first.
    if (!state.initial) return current.engine?.dispose();
    saver.begin(saved);
    emit({ type: 'restored', run: current.run.record.restored() });
    emit({ type: 'saving', status: { state: 'saved', step: saved.checkpoint.step } });
    state.rest({ phase: 'finished', current });
  }
}
