// Opens a file with a model: starts a run that scores its weights, or says why the file is refused and changes nothing.

import { messageOf } from '../base/errors.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { fileKind } from '../weights/file-kind.ts';
import type { SessionHost } from './host.ts';
import { readWeights, type RunRequest } from './run/run-start.ts';
import type { SessionState } from './session-state.ts';

type Load = Extract<WorkerCommand, { type: 'load' }>;

export class ModelFileOpener {
  readonly #host: Pick<SessionHost, 'emit' | 'readModelFile'>;
  readonly #state: SessionState;
  readonly #start: (request: RunRequest) => Promise<void>;

  constructor(
    host: Pick<SessionHost, 'emit' | 'readModelFile'>,
    state: SessionState,
    start: (request: RunRequest) => Promise<void>,
  ) {
    this.#host = host;
    this.#state = state;
    this.#start = start;
  }

  /** A file of another format is turned into safetensors first, by code that is fetched then. */
  async open(command: Load): Promise<void> {
    const { emit, readModelFile } = this.#host;
    const { id, bytes } = command;
    if (!readModelFile || fileKind(bytes) === 'other' || !this.#state.idle)
      return this.#openSafetensors(command);
    try {
      const read = await readModelFile(bytes);
      if ('bytes' in read) return this.#openSafetensors({ ...command, bytes: read.bytes });
      emit({ type: 'loaded', id, refusal: read.refusal, assumed: false });
    } catch (error) {
      // Whatever went wrong, the page stops waiting.
      emit({ type: 'request-failed', id, message: messageOf(error) });
    }
  }

  #openSafetensors(command: Load): void {
    const { emit } = this.#host;
    const { id } = command;
    if (!this.#state.idle) return emit({ type: 'refused', id, reason: 'busy' });
    const { refusal, assumed, request } = readWeights(command);
    emit({ type: 'loaded', id, refusal, assumed });
    if (request) void this.#start(request);
  }
}
