// The steps of a run at which its weights are stored: log-spaced, since a network changes most in its first steps.

/**
 * `count` steps or fewer, ascending, from 0 to `totalSteps`; each of the first ones, then ever wider apart. A step that
 * lies near an epoch's end is moved to it, where the state is read anyway.
 */
export function snapshotSteps(totalSteps: number, stepsPerEpoch: number, count: number): number[] {
  const steps = [0];
  for (let at = 0; at < totalSteps;) {
    const left = count - steps.length;
    const ratio = (totalSteps / Math.max(at, 1)) ** (1 / left);
    const next = left <= 1 ? totalSteps : Math.max(at + 1, Math.round(at * ratio));
    const epochEnd = Math.round(next / stepsPerEpoch) * stepsPerEpoch;
    at = Math.abs(epochEnd - next) <= (next - at) / 2 && epochEnd > at ? epochEnd : next;
    steps.push(at);
  }
  return steps;
}
