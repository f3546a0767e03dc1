"""Training steps in PyTorch that take nothing from the CPU: a counter on the device says which batch is next, and each
loss is written to a tensor there. So one CUDA graph can hold many steps. The same functions run on the CPU without a graph.
"""

import torch
from torch.nn import functional

try:
    from torch.func import grad_and_value
except ImportError:
    from functorch import grad_and_value  # PyTorch 1.13

MAX_STEPS = 4096
"""Losses that are held until they are read."""

BLOCKS = (32, 16, 8, 4, 2, 1)
"""Steps of each CUDA graph, largest first."""

LEARNING_RATE, BETA1, BETA2, EPSILON = 0.001, 0.9, 0.999, 1e-8


class Batches:
    """Gathers the batches of an order one after the other and records their losses."""

    def __init__(self, images, labels, order, batch):
        self.images, self.labels = images, labels
        self.rows = order[: len(order) // batch * batch].reshape(-1, batch)
        self.number = torch.zeros(1, dtype=torch.int64, device=images.device)
        self.recorded = torch.zeros(1, dtype=torch.int64, device=images.device)
        self.losses = torch.zeros(MAX_STEPS, device=images.device)

    def take(self):
        rows = self.rows.index_select(0, self.number).view(-1)
        return self.images.index_select(0, rows), self.labels.index_select(0, rows)

    def record(self, loss):
        self.losses.index_copy_(0, self.recorded, loss.detach().view(1))
        self.recorded.add_(1)
        self.number.add_(1).remainder_(len(self.rows))


def autograd_step(model, optimizer, criterion, batches):
    """A step by autograd and an optimizer of PyTorch. Returns it with a function that lists its state besides the weights."""

    def step():
        x, y = batches.take()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        # A gradient that outlived the step would be added to by the next, with a kernel for each tensor.
        optimizer.zero_grad(set_to_none=True)
        batches.record(loss)

    return step, lambda: [value for state in optimizer.state.values() for value in state.values()]


def loss_of(parameters, x, y):
    c1, c1_bias, c3, c3_bias, f5, f5_bias, f6, f6_bias, f7, f7_bias = parameters
    x = functional.avg_pool2d(torch.sigmoid(functional.conv2d(x, c1, c1_bias, padding=2)), 2)
    x = functional.avg_pool2d(torch.sigmoid(functional.conv2d(x, c3, c3_bias)), 2).flatten(1)
    for weight, bias in ((f5, f5_bias), (f6, f6_bias), (f7, f7_bias)):
        x = functional.linear(x, weight, bias)
    return functional.cross_entropy(x, y)


def functional_step(model, batches):
    """A step whose gradients and Adam are plain tensor operations, so that one torch.compile takes all of it."""
    parameters = tuple(parameter.detach() for parameter in model.parameters())
    first = [torch.zeros_like(parameter) for parameter in parameters]
    second = [torch.zeros_like(parameter) for parameter in parameters]
    count = torch.zeros(1, device=parameters[0].device)

    def step():
        x, y = batches.take()
        gradients, loss = grad_and_value(loss_of)(parameters, x, y)
        count.add_(1)
        rate = LEARNING_RATE / (1 - BETA1**count)
        correction = (1 - BETA2**count).sqrt()
        for parameter, m, v, gradient in zip(parameters, first, second, gradients):
            m.mul_(BETA1).add_(gradient, alpha=1 - BETA1)
            v.mul_(BETA2).addcmul_(gradient, gradient, value=1 - BETA2)
            parameter.sub_(rate * m / (v.sqrt() / correction + EPSILON))
        batches.record(loss)

    return step, lambda: [*first, *second, count]


def rehearse(parameters, state, work):
    """Calls `work`, which trains, and undoes the changes: the weights are restored, the tensors of `state()` become 0."""
    before = [parameter.detach().clone() for parameter in parameters]
    work()
    with torch.no_grad():
        for parameter, value in zip(parameters, before):
            parameter.copy_(value)
        for value in state():
            value.zero_()


def in_blocks(blocks):
    """Runs any number of steps by as few of the `blocks`, functions by their number of steps, as possible."""

    def run(steps):
        for size, block in blocks.items():
            for _ in range(steps // size):
                block()
            steps %= size

    return run


def without_graph(step):
    def repeated(size):
        return lambda: [step() for _ in range(size)]

    return in_blocks({size: repeated(size) for size in BLOCKS})


def with_graphs(step, parameters, state, batches):
    """Captures `step` several times over in CUDA graphs, one for each number of BLOCKS."""

    def warm_up():
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                step()
        torch.cuda.current_stream().wait_stream(stream)

    rehearse(parameters, lambda: [*state(), batches.number, batches.recorded], warm_up)
    graphs = {}
    for size in BLOCKS:
        graphs[size] = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graphs[size]):
            for _ in range(size):
                step()
    return in_blocks({size: graph.replay for size, graph in graphs.items()})
