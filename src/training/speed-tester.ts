// Answers the request for a speed test of the machine, while no run needs it.

import { PRESETS } from '../contract/config.ts';
import { engineSpec } from './engine-spec.ts';
import type { SessionHost } from './host.ts';

export class SpeedTester {
  readonly #host: Pick<SessionHost, 'emit' | 'testSpeed'>;
  readonly #idle: () => boolean;
  #testing = false;

  /** `idle`: whether no run is under way or starting. */
  constructor(host: Pick<SessionHost, 'emit' | 'testSpeed'>, idle: () => boolean) {
    this.#host = host;
    this.#idle = idle;
  }

  /** Refuses it during a run or another test, and when a run starts. Rejects when no engine could be tried. */
  async answer(id: number): Promise<void> {
    const { emit } = this.#host;
    const refuse = () => emit({ type: 'refused', id, reason: 'busy' });
    if (this.#testing || !this.#idle()) return refuse();
    this.#testing = true;
    try {
      const test = await this.#host.testSpeed(engineSpec(PRESETS.article), {
        onProgress: (progress) => emit({ type: 'speed-progress', progress }),
        proceeds: this.#idle,
      });
      if (test === null) return refuse();
      emit({ type: 'speed-tested', id, test });
    } finally {
      this.#testing = false;
    }
  }
}
