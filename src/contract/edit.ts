// Changes that a person makes to the weights of a model by hand, and what they do to its scores.

/** Layers whose maps have a filter of their own. */
export type FilterLayer = 'c1' | 'c3';

export type Edit =
  /** One parameter, by its flat index. */
  | { kind: 'set'; index: number; value: number }
  /** Multiplies all weights of a map's filter, those before the drag that it continues; the bias stays. */
  | { kind: 'scale'; layer: FilterLayer; map: number; factor: number }
  /** Sets all weights that read a map or a unit to 0, as if its output were 0. */
  | { kind: 'switch-off'; layer: FilterLayer | 'f5' | 'f6'; unit: number }
  /** Exchanges the weights and biases of two maps. */
  | { kind: 'swap'; layer: FilterLayer; maps: readonly [number, number] };

/** Over some images. */
export interface EditScore {
  /** Mean cross-entropy, in nats. */
  loss: number;
  accuracy: number;
}

/** A model that was edited and not trained since. */
export interface EditReport {
  /** Edits that can be undone, one after the other. */
  edits: number;
  /** The validation images of both scores. */
  images: number;
  /** Without the edits. */
  before: EditScore;
  after: EditScore;
}
