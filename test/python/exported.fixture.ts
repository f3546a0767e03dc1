// Runs as the page exports them once they have ended.

import type { RunConfig } from '../../src/contract/config.ts';
import { FASHION, type DatasetFacts } from '../../src/contract/dataset.ts';
import type { EpochMetrics, TestResult } from '../../src/contract/metrics.ts';
import { runFileOf } from '../../src/contract/run-file.ts';
import { newRun } from '../../src/export/python/classic-run.fixture.ts';
import type { ExportedRun } from '../../src/export/exported-run.ts';

/** What the page measured of a run of `config` from its seed. */
export function endedRun(
  config: RunConfig,
  { epochs, result }: { epochs: readonly EpochMetrics[]; result: TestResult },
  dataset: DatasetFacts = FASHION,
): ExportedRun {
  const fresh = newRun(config, { dataset });
  const history = { losses: new Float32Array(0), accuracies: new Float32Array(0) };
  const restored = { plan: fresh.run.plan, ...history, epochs, marks: [], edited: [], mixed: false, result };
  return { ...fresh, run: runFileOf(restored, dataset, Date.UTC(2026, 10, 30)) };
}

/** A result with this many correct ones, whichever they are. */
export function resultOf({ testCount }: DatasetFacts, correct: number): TestResult {
  return {
    accuracy: correct / testCount,
    correct,
    total: testCount,
    loss: 1,
    bestEpoch: 1,
    bestValidationAccuracy: 0.5,
    seconds: 1,
    stoppedAtStep: null,
    engine: 'wasm',
    device: { kind: 'cpu', threads: 1 },
    predicted: Uint8Array.from({ length: testCount }, (_, i) => (i < correct ? 0 : 1)),
    confidence: new Float32Array(testCount),
    labels: new Uint8Array(testCount),
  };
}
