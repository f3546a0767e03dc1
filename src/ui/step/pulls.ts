// The images of a batch by what they did to one parameter.

export interface Pull {
  /** Place in the batch. */
  image: number;
  gradient: number;
}

export interface Pulls {
  /** The largest, in order of size. */
  shown: Pull[];
  /** The number and the sum of the others. */
  others: { count: number; sum: number };
}

/**
 * A step goes against the gradient: images with a negative one pull the parameter up, those with a positive one down.
 * `most` of each are shown.
 */
export function pullsOf(gradients: Float64Array, most: number): { up: Pulls; down: Pulls } {
  const all = Array.from(gradients, (gradient, image): Pull => ({ image, gradient }));
  const sorted = all.toSorted((a, b) => Math.abs(b.gradient) - Math.abs(a.gradient));
  const side = (pulls: Pull[]): Pulls => {
    const rest = pulls.slice(most);
    const sum = rest.reduce((total, { gradient }) => total + gradient, 0);
    return { shown: pulls.slice(0, most), others: { count: rest.length, sum } };
  };
  return {
    up: side(sorted.filter(({ gradient }) => gradient < 0)),
    down: side(sorted.filter(({ gradient }) => gradient > 0)),
  };
}
