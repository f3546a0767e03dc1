// The LeNet family: its layers, their shapes, and the layout of its parameters in one flat Float32Array, which all engines
// share. Names and axis orders are PyTorch's.

export const ACTIVATIONS = ['sigmoid', 'tanh', 'relu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];
export const POOLINGS = ['average', 'max'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** The widths and choices that define one network of the family. */
export interface ModelConfig {
  /** Maps of the first convolution. */
  c1: number;
  /** Maps of the second convolution. */
  c3: number;
  /** Units of the first dense layer. */
  f5: number;
  /** Units of the second dense layer. */
  f6: number;
  activation: Activation;
  pooling: Pooling;
  /** Whether the activation also follows f5 and f6 (not in Classic LeNet). */
  dense: boolean;
  /** Classes of the dataset, which are the outputs of f7. */
  classes: number;
}

export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;

export type TensorName = `${'c1' | 'c3' | 'f5' | 'f6' | 'f7'}.${'weight' | 'bias'}`;

/** One named tensor inside the flat parameter array. */
export interface TensorLayout {
  name: TensorName;
  /** PyTorch's: [out, in, kh, kw] for a convolution, [out, in] for a dense layer, [out] for a bias. */
  shape: readonly number[];
  /** Index of the first element in the flat array. */
  offset: number;
  size: number;
  /** Number of inputs to one output; for a bias, its layer's. */
  fanIn: number;
  /** Number of outputs of one input; for a bias, its layer's. */
  fanOut: number;
}

export interface ParameterLayout {
  tensors: readonly TensorLayout[];
  /** Number of elements of the flat array. */
  size: number;
}

/** The layout of `model`: c1, c3, f5, f6, f7, each weight then bias, without gaps. */
export function parameterLayout(model: ModelConfig): ParameterLayout {
  const tensors: TensorLayout[] = [];
  let offset = 0;
  const add = (layer: 'c1' | 'c3' | 'f5' | 'f6' | 'f7', shape: number[], fanIn: number, fanOut: number) => {
    const weightSize = shape.reduce((product, extent) => product * extent, 1);
    tensors.push({ name: `${layer}.weight`, shape, offset, size: weightSize, fanIn, fanOut });
    offset += weightSize;
    tensors.push({ name: `${layer}.bias`, shape: [shape[0]!], offset, size: shape[0]!, fanIn, fanOut });
    offset += shape[0]!;
  };
  const { c1, c3, f5, f6, classes } = model;
  add('c1', [c1, 1, 5, 5], 25, c1 * 25);
  add('c3', [c3, c1, 5, 5], c1 * 25, c3 * 25);
  add('f5', [f5, c3 * 25], c3 * 25, f5);
  add('f6', [f6, f5], f5, f6);
  add('f7', [classes, f6], f6, classes);
  return { tensors, size: offset };
}

export type LayerKind = 'input' | 'convolution' | 'pooling' | 'flatten' | 'dense';

/** One line of the model table. */
export interface LayerSummary {
  name: 'input' | 'c1' | 's2' | 'c3' | 's4' | 'flatten' | 'f5' | 'f6' | 'f7';
  kind: LayerKind;
  /** [channels, height, width] or [units]. */
  output: readonly number[];
  parameters: number;
  /** The activation that follows, or null. */
  activation: Activation | null;
}

/** The network layer by layer, as the tutorial's `summary` prints it. */
export function summarize(model: ModelConfig): LayerSummary[] {
  const counts = new Map<string, number>();
  for (const { name, size } of parameterLayout(model).tensors) {
    const layer = name.slice(0, 2);
    counts.set(layer, (counts.get(layer) ?? 0) + size);
  }
  const { c1, c3, f5, f6, activation, classes } = model;
  const between = model.dense ? activation : null;
  const count = (layer: string) => counts.get(layer) ?? 0;
  return [
    { name: 'input', kind: 'input', output: [1, 28, 28], parameters: 0, activation: null },
    { name: 'c1', kind: 'convolution', output: [c1, 28, 28], parameters: count('c1'), activation },
    { name: 's2', kind: 'pooling', output: [c1, 14, 14], parameters: 0, activation: null },
    { name: 'c3', kind: 'convolution', output: [c3, 10, 10], parameters: count('c3'), activation },
    { name: 's4', kind: 'pooling', output: [c3, 5, 5], parameters: 0, activation: null },
    { name: 'flatten', kind: 'flatten', output: [c3 * 25], parameters: 0, activation: null },
    { name: 'f5', kind: 'dense', output: [f5], parameters: count('f5'), activation: between },
    { name: 'f6', kind: 'dense', output: [f6], parameters: count('f6'), activation: between },
    { name: 'f7', kind: 'dense', output: [classes], parameters: count('f7'), activation: null },
  ];
}
