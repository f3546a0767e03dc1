// The threads' meeting points and the jobs they share. Built twice: with threads, over a shared memory, and without.
// A waiting thread spins for a few microseconds, then sleeps: on a small machine the page needs the core.

import {
  ARRIVALS,
  BARRIER_COUNT,
  BARRIER_ROUND,
  BROKEN,
  JOB,
  OWNER,
  SLEEPERS,
  claims,
  owner,
  ownThread,
  threads,
} from './layout.ts';

/** Looks at the word before going to sleep. */
const SPINS: i32 = 2000;
/** Thread 0 looks after its helpers so often, in nanoseconds, and gives them up after so many looks without any progress. */
const LOOK: i64 = 500_000_000;
const PATIENCE: i32 = 10;
const TIMED_OUT: i32 = 2;

/** Waits until the word at `address` is no longer `value`. */
function waitWhile(address: usize, value: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(address) !== value) return;
  // Whoever changes the word looks at the sleepers after it; so none is forgotten.
  atomic.add<i32>(SLEEPERS, 1);
  while (atomic.load<i32>(address) === value && atomic.load<i32>(BROKEN) === 0) {
    atomic.wait<i32>(address, value, -1);
  }
  atomic.sub<i32>(SLEEPERS, 1);
}

/** Changes the word at `address` and wakes who waits for it. */
function advance(address: usize): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.add<i32>(address, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(address, -1);
}

/** Returns when all threads have come here from the work of `counter`; false when a helper is lost. */
export function barrier(counter: i32): bool {
  if (!ASC_FEATURE_THREADS || threads === 1) return true;
  const round = atomic.load<i32>(BARRIER_ROUND);
  atomic.store<i32>(ARRIVALS + ownThread * 4, round + 1);
  if (atomic.add<i32>(BARRIER_COUNT, 1) + 1 === threads) {
    atomic.store<i32>(BARRIER_COUNT, 0);
    advance(BARRIER_ROUND);
  } else if (ownThread === 0) {
    return helpersArrive(round, counter);
  } else {
    waitWhile(BARRIER_ROUND, round);
    return atomic.load<i32>(BROKEN) === 0;
  }
  return true;
}

/** Thread 0 blocks its worker, which so hears of no helper's end: it watches whether they get on. */
function helpersArrive(round: i32, counter: i32): bool {
  if (!ASC_FEATURE_THREADS) return true;
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(BARRIER_ROUND) !== round) return true;
  atomic.add<i32>(SLEEPERS, 1);
  let before = -1;
  let still = 0;
  while (atomic.load<i32>(BARRIER_ROUND) === round) {
    if (atomic.load<i32>(BROKEN) !== 0) return false;
    if (atomic.wait<i32>(BARRIER_ROUND, round, LOOK) !== TIMED_OUT) continue;
    const progress = atomic.load<i32>(claims + counter * 4) + atomic.load<i32>(BARRIER_COUNT);
    still = progress === before ? still + 1 : 0;
    before = progress;
    if (still === PATIENCE) giveUp();
  }
  atomic.sub<i32>(SLEEPERS, 1);
  return true;
}

/** The first helper that did not come to the barrier where thread 0 gave up. */
export function lostHelper(): i32 {
  if (!ASC_FEATURE_THREADS) return 0;
  const here = atomic.load<i32>(ARRIVALS);
  for (let thread = 1; thread < threads; thread++) {
    if (atomic.load<i32>(ARRIVALS + thread * 4) !== here) return thread;
  }
  return 0;
}

/** All threads leave their work: one of them is lost. */
export function giveUp(): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.store<i32>(BROKEN, 1);
  atomic.notify(BARRIER_ROUND, -1);
}

/** Thread 0 makes the memory its engine's, before any helper is there. */
export function takeOver(): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.store<i32>(BARRIER_COUNT, 0);
  atomic.store<i32>(OWNER, owner);
}

/** Whether this helper's engine is gone: another one has the memory. */
export function isOrphan(): bool {
  return ASC_FEATURE_THREADS ? atomic.load<i32>(OWNER) !== owner : false;
}

/** The next piece of work of counter `counter`, from 0. */
// @inline
export function claim(counter: i32): i32 {
  const address = claims + counter * 4;
  if (ASC_FEATURE_THREADS) return atomic.add<i32>(address, 1);
  const value = load<i32>(address);
  store<i32>(address, value + 1);
  return value;
}

/** Hands the job that has been written to all helpers; the first `counters` counters start at 0. */
export function announce(counters: i32): void {
  memory.fill(claims, 0, counters * 4);
  if (threads > 1) advance(JOB);
}

/** The number of the job announced last. */
export function currentJob(): i32 {
  return ASC_FEATURE_THREADS ? atomic.load<i32>(JOB) : 0;
}

/** Waits for a job after number `seen`. */
export function awaitJob(seen: i32): void {
  waitWhile(JOB, seen);
}
