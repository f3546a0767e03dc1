// Answers to requests beside a sweep: the search for a learning rate, and the vote of its members.

import type { RunConfig } from '../../contract/config.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import type { SweepCommand } from '../../contract/sweep-state.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { EnginePool } from '../../engine/pool.ts';
import type { DatasetLoader } from '../dataset-loader.ts';
import { prepareTrainingSet } from '../training-set.ts';
import { findLearningRate } from './find-learning-rate.ts';
import type { Sweep } from './sweep.ts';
import { drawingVote, vote } from './vote.ts';

interface Tools {
  loader: DatasetLoader;
  /** Whether nothing is under way. */
  idle(): boolean;
  /** Milliseconds. */
  now(): number;
  createPool(config: RunConfig): Promise<EnginePool>;
  /** Calls `compute` once the requests before this one have computed: each may take all threads. */
  inTurn<T>(compute: () => Promise<T>): Promise<T>;
}

/** Null where something else is under way. */
export async function searchLearningRate(
  id: number,
  given: RunConfig,
  tools: Tools,
): Promise<WorkerEvent | null> {
  const { loader, idle, now } = tools;
  if (!idle()) return null;
  // To draw synthetic images takes longer than the search.
  const config: RunConfig = { ...given, engine: 'wasm', synthetic: 0 };
  const dataset = await loader.ensure({ ...config, order: 'shuffled' });
  const signal = { throwIfAborted: () => {} };
  const trainingSet = await prepareTrainingSet(dataset, config, signal, () => {});
  const proceeds = proceedsWith(tools, dataset);
  return computeInTurn(tools, config, proceeds, async (pool) => {
    const search = await findLearningRate(config, { pool, trainingSet, proceeds, now });
    return search && { type: 'learning-rate-found', id, search };
  });
}

/** Null where something else is under way. */
export async function voteOf(
  id: number,
  sweep: Sweep,
  { members, drawing }: Pick<Extract<SweepCommand, { type: 'vote' }>, 'members' | 'drawing'>,
  tools: Tools,
): Promise<WorkerEvent | null> {
  const { loader, idle } = tools;
  if (!idle()) return null;
  const voters = [...new Set(members)].flatMap((member) => {
    const run = sweep.tested(member);
    return run ? [{ member, run }] : [];
  });
  if (voters.length === 0) return { type: 'refused', id, reason: 'no-model' };
  const { base } = sweep.plan;
  // A drawing is predicted without the images of the dataset.
  if (drawing) {
    return computeInTurn(tools, base, idle, async (pool) => {
      const answered = await drawingVote(voters, pool, drawing);
      return answered && { type: 'drawing-vote', id, vote: answered };
    });
  }
  const dataset = await loader.ensure({ ...base, order: 'shuffled' });
  const proceeds = proceedsWith(tools, dataset);
  return computeInTurn(tools, base, proceeds, async (pool) => {
    const found = await vote(voters, pool, dataset, proceeds);
    return found && { type: 'vote', id, vote: found };
  });
}

/** Whether a computation on these images may go on. Other data takes their memory. */
const proceedsWith =
  ({ idle, loader }: Tools, dataset: Dataset) =>
  () =>
    idle() && loader.dataset === dataset;

/** Null where `proceeds` is false before the pool is created, or once it is: that takes seconds the first time. */
function computeInTurn(
  { createPool, inTurn }: Tools,
  config: RunConfig,
  proceeds: () => boolean,
  compute: (pool: EnginePool) => Promise<WorkerEvent | null>,
): Promise<WorkerEvent | null> {
  return inTurn(async () => {
    if (!proceeds()) return null;
    const pool = await createPool(config);
    try {
      return proceeds() ? await compute(pool) : null;
    } finally {
      pool.dispose();
    }
  });
}
