// Jobs, barriers and work counters of the threads. Built twice: with threads over a shared memory, and without.
// A waiting thread spins for a few microseconds, then sleeps, because on a small machine the page needs the core.

import {
  ARRIVALS,
  BARRIER_COUNT,
  BARRIER_ROUND,
  BROKEN,
  JOB,
  OWNER,
  SLEEPERS,
  workCounters,
  owner,
  thisThread,
  threads,
} from './layout.ts';

/** Reads of a word before the thread sleeps. */
const SPINS: i32 = 2000;
/** Nanoseconds between two checks of thread 0 for its helpers' progress. */
const CHECK_INTERVAL: i64 = 500_000_000;
/** Checks without progress after which thread 0 stops waiting. */
const MAX_CHECKS: i32 = 10;
const TIMED_OUT: i32 = 2;

/** Waits until the word at `address` is no longer `value`. */
function waitWhile(address: usize, value: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(address) !== value) return;
  // The thread that changes the word reads SLEEPERS afterwards, so every sleeper is woken.
  atomic.add<i32>(SLEEPERS, 1);
  while (atomic.load<i32>(address) === value && atomic.load<i32>(BROKEN) === 0) {
    atomic.wait<i32>(address, value, -1);
  }
  atomic.sub<i32>(SLEEPERS, 1);
}

/** Increments the word at `address` and wakes the threads that wait for it. */
function advance(address: usize): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.add<i32>(address, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(address, -1);
}

/** Returns when all threads have finished the work of `counter`; false when a helper was lost. */
export function barrier(counter: i32): bool {
  if (!ASC_FEATURE_THREADS || threads === 1) return true;
  const round = atomic.load<i32>(BARRIER_ROUND);
  atomic.store<i32>(ARRIVALS + thisThread * 4, round + 1);
  if (atomic.add<i32>(BARRIER_COUNT, 1) + 1 === threads) {
    atomic.store<i32>(BARRIER_COUNT, 0);
    advance(BARRIER_ROUND);
  } else if (thisThread === 0) {
    return helpersArrive(round, counter);
  } else {
    waitWhile(BARRIER_ROUND, round);
    return atomic.load<i32>(BROKEN) === 0;
  }
  return true;
}

/**
 * Thread 0 waits for the helpers. It blocks its worker, which receives no error event of a helper meanwhile, so it
 * checks the helpers' progress itself.
 */
function helpersArrive(round: i32, counter: i32): bool {
  if (!ASC_FEATURE_THREADS) return true;
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(BARRIER_ROUND) !== round) return true;
  atomic.add<i32>(SLEEPERS, 1);
  let before = -1;
  let checks = 0;
  while (atomic.load<i32>(BARRIER_ROUND) === round) {
    if (atomic.load<i32>(BROKEN) !== 0) return false;
    if (atomic.wait<i32>(BARRIER_ROUND, round, CHECK_INTERVAL) !== TIMED_OUT) continue;
    const progress = atomic.load<i32>(workCounters + counter * 4) + atomic.load<i32>(BARRIER_COUNT);
    checks = progress === before ? checks + 1 : 0;
    before = progress;
    if (checks === MAX_CHECKS) abandon();
  }
  atomic.sub<i32>(SLEEPERS, 1);
  return true;
}

/** The first helper that did not reach the barrier at which thread 0 stopped waiting. */
export function lostHelper(): i32 {
  if (!ASC_FEATURE_THREADS) return 0;
  const round = atomic.load<i32>(ARRIVALS);
  for (let thread = 1; thread < threads; thread++) {
    if (atomic.load<i32>(ARRIVALS + thread * 4) !== round) return thread;
  }
  return 0;
}

/** Makes all threads stop their work, because one of them was lost. */
export function abandon(): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.store<i32>(BROKEN, 1);
  atomic.notify(BARRIER_ROUND, -1);
}

/** Thread 0 registers its engine as the owner of the memory, before any helper starts. */
export function takeOver(): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.store<i32>(BARRIER_COUNT, 0);
  atomic.store<i32>(OWNER, owner);
}

/** Whether another engine owns the memory by now, so that this helper must end. */
export function isOrphan(): bool {
  return ASC_FEATURE_THREADS ? atomic.load<i32>(OWNER) !== owner : false;
}

/** Takes the next item of counter `counter`, counted from 0. */
// @inline
export function nextItem(counter: i32): i32 {
  const address = workCounters + counter * 4;
  if (ASC_FEATURE_THREADS) return atomic.add<i32>(address, 1);
  const value = load<i32>(address);
  store<i32>(address, value + 1);
  return value;
}

/** Starts the job in the control words on all helpers. Its first `count` work counters start at 0. */
export function announce(count: i32): void {
  memory.fill(workCounters, 0, count * 4);
  if (threads > 1) advance(JOB);
}

/** Number of the last job announced. */
export function currentJob(): i32 {
  return ASC_FEATURE_THREADS ? atomic.load<i32>(JOB) : 0;
}

/** Waits for a job after number `seen`. */
export function awaitJob(seen: i32): void {
  waitWhile(JOB, seen);
}
