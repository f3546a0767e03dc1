// tfjs's WASM backend with the one kernel that it lacks for training a convolutional network: the gradient of a filter,
// composed of its transposes and its convolution.

import {
  Conv2D,
  Conv2DBackpropFilter,
  env,
  getKernel,
  registerKernel,
  Transpose,
  type Conv2DBackpropFilterAttrs,
  type KernelBackend,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';

/**
 * Call it before the backend is opened: it sets the backend's files and registers the missing kernel. It uses one
 * thread and the build without threads: the build with threads does not start in a minified page, and elsewhere it
 * reports 1 thread for any setting (https://github.com/tensorflow/tfjs/issues/8513) and is no faster.
 */
export function prepareWasm(): void {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
  });
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  registerKernel({ kernelName: Conv2DBackpropFilter, backendName: 'wasm', kernelFunc: filterGradient });
}

interface KernelCall {
  inputs: NamedTensorInfoMap;
  backend: object;
  attrs?: NamedAttrMap;
}

/**
 * x [n, h, w, in] and dy [n, oh, ow, out] to [kh, kw, in, out]: a convolution over the batch, in which the images are
 * the channels, the input channels are the images, and dy is the filter.
 */
function filterGradient({ inputs, backend, attrs }: KernelCall): TensorInfo {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const { strides, pad, dataFormat, filterShape } = attrs as unknown as Conv2DBackpropFilterAttrs;
  const [height, width] = filterShape;
  if (strides !== 1 || dataFormat !== 'NHWC') throw new Error('only stride 1 and NHWC are supported');
  const call = (name: string, inputs: NamedTensorInfoMap, attrs: object) =>
    getKernel(name, 'wasm').kernelFunc({ inputs, backend, attrs: attrs as NamedAttrMap }) as TensorInfo;
  const free = ({ dataId }: TensorInfo) => (backend as KernelBackend).disposeData(dataId);

  const images = call(Transpose, { x }, { perm: [3, 1, 2, 0] });
  const filter = call(Transpose, { x: dy }, { perm: [1, 2, 0, 3] });
  const gradient = call(
    Conv2D,
    { x: images, filter },
    { strides: 1, dilations: 1, pad: padding(pad, height, width), dataFormat },
  );
  const result = call(Transpose, { x: gradient }, { perm: [1, 2, 0, 3] });
  for (const tensor of [images, filter, gradient]) free(tensor);
  return result;
}

/** 'same' refers to the forward convolution, whose filter has another size than this one's. */
function padding(pad: Conv2DBackpropFilterAttrs['pad'], height: number, width: number): number {
  if (typeof pad === 'number') return pad;
  if (pad === 'valid') return 0;
  if (pad !== 'same' || height !== width || height % 2 === 0)
    throw new Error('this padding is not supported');
  return (height - 1) / 2;
}
