// Why a weight file from outside was not taken: what the worker tells the page. Reading one is in data/.

export interface WeightsRefusal {
  reason:
    | 'too-large'
    | 'not-safetensors'
    /** Other names, types or shapes than a network of this family within its bounds has. */
    | 'other-tensors'
    | 'not-finite'
    | 'newer-version'
    /** The configuration in the metadata is none, or is another network's. */
    | 'bad-config';
  /** What was found, and what was expected instead; in words for a log or a detail line. */
  found: string;
  expected: string;
}
