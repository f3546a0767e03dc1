// One parameter by its place in the flat array, and by its tensor and position there.

import { parameterLayout, type ModelConfig, type TensorLayout } from './model.ts';

export interface ParameterPlace {
  tensor: TensorLayout;
  /** One index from 0 for each axis of the tensor. */
  position: readonly number[];
}

/** Null where the model has no parameter of this flat index. */
export function placeOf(model: ModelConfig, index: number): ParameterPlace | null {
  const tensor = parameterLayout(model).tensors.find(
    ({ offset, size }) => Number.isInteger(index) && index >= offset && index < offset + size,
  );
  if (!tensor) return null;
  const position: number[] = [];
  let rest = index - tensor.offset;
  for (const extent of tensor.shape.toReversed()) {
    position.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return { tensor, position };
}

/** The flat index of a place. */
export function flatIndexOf({ tensor, position }: ParameterPlace): number {
  return tensor.offset + tensor.shape.reduce((index, extent, axis) => index * extent + position[axis]!, 0);
}

/** As in PyTorch: `c3.weight[4, 2, 1, 3]`. */
export function parameterName({ tensor, position }: ParameterPlace): string {
  return `${tensor.name}[${position.join(', ')}]`;
}
