// How fast a machine trains: every engine that works on it, timed several times over some seconds.

import { median } from '../base/median.ts';
import { messageOf } from '../base/errors.ts';
import type { EngineName } from '../contract/config.ts';
import type { DeviceReport } from '../contract/device.ts';
import type { EngineSpeed, SpeedProgress, SpeedTest, UntimedEngine } from '../contract/speed.ts';
import { proofFor } from './choose.ts';
import type { Engine, EngineSpec } from './engine.ts';
import { chunkOfSteps, findFault, timeSteps, type Proof } from './self-check.ts';

export const REPEATS = 5;
/** Of the whole test, divided between all repeats. */
const TEST_MILLISECONDS = 10_000;
/** A chunk is long enough that its readback does not count, and short enough for messages in between. */
const CHUNK_MILLISECONDS = 50;
const MAX_STEPS = 512;

export interface SpeedTestTools {
  /** For `auto` it says which engines can work here. */
  chooseEngine(requested: 'auto', spec: EngineSpec): Promise<DeviceReport>;
  createEngine(name: EngineName, spec: EngineSpec): Promise<Engine>;
  onProgress(progress: SpeedProgress): void;
  /** False when something else needs the device: the test ends without a result. */
  proceeds(): boolean;
  /** Milliseconds; `performance.now` by default. */
  now?: () => number;
}

/**
 * Times the engines that work here. Every one is compared with the reference first. Null when it was interrupted. Rejects
 * with CodeLoadError if no engine's code could be fetched.
 */
export async function testSpeed(
  spec: EngineSpec,
  { chooseEngine, createEngine, onProgress, proceeds, now = () => performance.now() }: SpeedTestTools,
): Promise<SpeedTest | null> {
  const { trials } = await chooseEngine('auto', spec);
  // One that the choice does not need is compared and timed here.
  const working = trials.filter(({ verdict }) => verdict === 'proven' || verdict === 'not-needed');
  const names = working.map(({ engine }) => engine);
  const proof = await proofFor(spec);
  const engines: EngineSpeed[] = [];
  const untimed: UntimedEngine[] = [];
  const total = names.length * REPEATS;
  const repeatMilliseconds = TEST_MILLISECONDS / total;
  const startedAt = now();
  let done = 0;
  const report = (engine: EngineName) => {
    const secondsLeft = done === 0 ? null : ((now() - startedAt) / 1000 / done) * (total - done);
    onProgress({ engine, done, total, secondsLeft });
  };
  for (const name of names) {
    report(name);
    let engine: Engine | null = null;
    try {
      engine = await createEngine(name, proof.spec);
      const fault = await findFault(engine, proof);
      if (fault === null) {
        const steps = stepsOfChunk(await timeSteps(engine, proof, proof.spec.maxBatch));
        const milliseconds: number[] = [];
        while (milliseconds.length < REPEATS) {
          if (!proceeds()) return null;
          milliseconds.push(await timeRepeat(engine, proof, steps, { now, repeatMilliseconds }));
          done++;
          report(name);
        }
        milliseconds.sort((a, b) => a - b);
        engines.push({ engine: name, device: engine.device, milliseconds });
        continue;
      }
      untimed.push({ engine: name, detail: fault });
    } catch (error) {
      untimed.push({ engine: name, detail: messageOf(error) });
    } finally {
      engine?.dispose();
    }
    done = REPEATS * (engines.length + untimed.length);
  }
  if (!proceeds()) return null;
  engines.sort((a, b) => median(a.milliseconds) - median(b.milliseconds));
  return { engines, untimed };
}

const stepsOfChunk = (milliseconds: number) =>
  Math.min(MAX_STEPS, Math.max(1, Math.round(CHUNK_MILLISECONDS / milliseconds)));

interface RepeatTime {
  now: () => number;
  repeatMilliseconds: number;
}

/** Milliseconds of a step in the median chunk: other programs that use the processor delay some chunks. */
async function timeRepeat(
  engine: Engine,
  proof: Proof,
  steps: number,
  { now, repeatMilliseconds }: RepeatTime,
): Promise<number> {
  const chunk = chunkOfSteps(proof, steps, proof.spec.maxBatch);
  const startedAt = now();
  const milliseconds: number[] = [];
  let before = startedAt;
  do {
    await engine.train(chunk);
    const after = now();
    milliseconds.push((after - before) / steps);
    before = after;
  } while (before - startedAt < repeatMilliseconds);
  return median(milliseconds);
}
