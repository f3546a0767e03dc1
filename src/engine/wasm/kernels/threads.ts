// The threads' meeting points and the jobs they share. Built twice: with threads, over a shared memory, and without.
// A waiting thread spins for a few microseconds, then sleeps: on a small machine the page needs the core.

import { BARRIER_COUNT, BARRIER_ROUND, JOB, SLEEPERS, claims, threads } from './layout.ts';

/** Looks at the word before going to sleep. */
const SPINS: i32 = 2000;

/** Waits until the word at `address` is no longer `value`. */
function waitWhile(address: usize, value: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(address) !== value) return;
  // Whoever changes the word looks at the sleepers after it; so none is forgotten.
  atomic.add<i32>(SLEEPERS, 1);
  while (atomic.load<i32>(address) === value) atomic.wait<i32>(address, value, -1);
  atomic.sub<i32>(SLEEPERS, 1);
}

/** Changes the word at `address` and wakes who waits for it. */
function advance(address: usize): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.add<i32>(address, 1);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(address, -1);
}

/** Returns when all threads have come here. */
export function barrier(): void {
  if (!ASC_FEATURE_THREADS || threads === 1) return;
  const round = atomic.load<i32>(BARRIER_ROUND);
  if (atomic.add<i32>(BARRIER_COUNT, 1) + 1 === threads) {
    atomic.store<i32>(BARRIER_COUNT, 0);
    advance(BARRIER_ROUND);
  } else {
    waitWhile(BARRIER_ROUND, round);
  }
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
