// The entry of a module of its own: the layers of one sample in double precision, for explanations of a step. Arrays are
// in PyTorch's order; two neighbouring columns are one vector. Addresses are in bytes.

export { inputGradient, parameterGradients } from './double-backward.ts';
export { convolve } from './double-convolution.ts';
export { dense, denseInputGradient } from './double-dense.ts';
export { pool, poolBackward } from './double-pooling.ts';
export { add, addScaled, divide, dot, reluBackward } from './double-vectors.ts';
