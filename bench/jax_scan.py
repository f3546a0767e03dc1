"""Classic LeNet's training steps in JAX: jit over lax.scan, the data on the device, Adam by hand. program.py describes its
arguments and answers.

Modes: "scan" on JAX's default device, and "cuda-scan", which needs a GPU. Products are computed in single precision unless
JAX_DEFAULT_MATMUL_PRECISION names another.
"""

import functools
import os
import sys
import time

import numpy as np

import program

os.environ.setdefault("JAX_DEFAULT_MATMUL_PRECISION", "float32")
# Otherwise JAX takes most of the GPU's memory at once, and other systems run beside it.
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")

import jax
import jax.numpy as jnp
from jax import lax

SHAPES = ((6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (10, 84), (10,))

BLOCKS = (256, 16, 1)
"""Steps of each scan, largest first."""

LEARNING_RATE, BETA1, BETA2, EPSILON = 0.001, 0.9, 0.999, 1e-8


def tensors_of(flat):
    ends = np.cumsum([np.prod(shape) for shape in SHAPES])
    return [jnp.asarray(part.reshape(shape)) for part, shape in zip(np.split(flat, ends[:-1]), SHAPES)]


def convolve(x, weight, bias, pad):
    x = lax.conv_general_dilated(x, weight, (1, 1), [(pad, pad)] * 2, dimension_numbers=("NCHW", "OIHW", "NCHW"))
    x = jax.nn.sigmoid(x + bias.reshape(1, -1, 1, 1))
    count, maps, height, width = x.shape
    return x.reshape(count, maps, height // 2, 2, width // 2, 2).mean(axis=(3, 5))


def loss_of(parameters, x, y):
    c1, c1_bias, c3, c3_bias, *dense = parameters
    x = convolve(convolve(x, c1, c1_bias, 2), c3, c3_bias, 0).reshape(x.shape[0], -1)
    for weight, bias in zip(dense[::2], dense[1::2]):
        x = x @ weight.T + bias
    return -jnp.take_along_axis(jax.nn.log_softmax(x), y[:, None], axis=1).mean()


def one_step(data, state, _):
    images, labels, batches = data
    parameters, first, second, done = state
    rows = lax.dynamic_index_in_dim(batches, done % batches.shape[0], keepdims=False)
    loss, gradients = jax.value_and_grad(loss_of)(parameters, images[rows], labels[rows])
    done = done + 1
    count = done.astype(jnp.float32)
    rate = LEARNING_RATE / (1 - BETA1**count)
    correction = jnp.sqrt(1 - BETA2**count)
    first = [BETA1 * m + (1 - BETA1) * g for m, g in zip(first, gradients)]
    second = [BETA2 * v + (1 - BETA2) * g * g for v, g in zip(second, gradients)]
    parameters = [
        p - rate * m / (jnp.sqrt(v) / correction + EPSILON) for p, m, v in zip(parameters, first, second)
    ]
    return (parameters, first, second, done), loss


def compile_scan(steps, state, data):
    def scan(state, data):
        return lax.scan(functools.partial(one_step, data), state, length=steps)

    return jax.jit(scan, donate_argnums=0).lower(state, data).compile()


def main():
    arguments = program.read_arguments()
    device = jax.devices()[0]
    if arguments.mode == "cuda-scan" and device.platform == "cpu":
        sys.exit(f"JAX {jax.__version__} found no GPU")
    batches = arguments.order[: len(arguments.order) // arguments.batch * arguments.batch]
    indices = jnp.asarray(batches.reshape(-1, arguments.batch).astype(np.int32))
    data = (jnp.asarray(arguments.images), jnp.asarray(arguments.labels.astype(np.int32)), indices)
    parameters = tensors_of(arguments.parameters)
    zeros = lambda: [jnp.zeros(shape) for shape in SHAPES]
    state = (parameters, zeros(), zeros(), jnp.asarray(0, jnp.int32))
    scans = {steps: compile_scan(steps, state, data) for steps in BLOCKS}

    def train(steps):
        nonlocal state
        losses = []
        start = time.perf_counter()
        for size, scan in scans.items():
            for _ in range(steps // size):
                state, values = scan(state, data)
                losses.append(values)
            steps %= size
        jax.block_until_ready((state, losses))
        milliseconds = 1000 * (time.perf_counter() - start)
        return milliseconds, [float(loss) for values in losses for loss in np.asarray(values)]

    introduction = {
        "version": f"{jax.__version__}, products in {jax.config.jax_default_matmul_precision}",
        "threads": os.cpu_count(),
        "adapter": None if device.platform == "cpu" else device.device_kind,
    }
    read = lambda: np.concatenate([np.asarray(tensor).ravel() for tensor in state[0]]).tolist()
    program.serve(introduction, train, read)


if __name__ == "__main__":
    main()
