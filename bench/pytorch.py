"""Classic LeNet's training loop in PyTorch, with the data in memory. program.py describes its arguments and answers.

`pytorch.py describe` prints this PyTorch's version, its build and the libraries for BLAS, oneDNN and OpenMP that it loads.

Modes on the CPU: "eager" (the tutorial's loop, which reads each loss), "lean" (no loss is read until the end, no accuracy,
fused Adam where this PyTorch has it) and "compile" (the same with model and loss compiled). On the GPU: "cuda-eager" and
"cuda-lean" (as on the CPU), "cuda-compile" (model and loss compiled, fused Adam), "cuda-graph" (one step captured once and
replayed), "cuda-graph-32" (pytorch_device.py's step, with fused Adam, 32 in each CUDA graph) and "cuda-autotune" (its
functional step compiled as a whole with max-autotune, 32 in each CUDA graph). "device" and "functional" are the steps of
these two on the CPU, without compiler and graph, for tests.
"""

import json
import os
import pathlib
import sys
import time

import torch
from torch import nn

import program
from pytorch_device import MAX_STEPS, Batches, autograd_step, functional_step, rehearse, with_graphs, without_graph


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 6, kernel_size=5, padding=2)
        self.c3 = nn.Conv2d(6, 16, kernel_size=5)
        self.f5 = nn.Linear(400, 120)
        self.f6 = nn.Linear(120, 84)
        self.f7 = nn.Linear(84, 10)
        self.sigmoid = nn.Sigmoid()
        self.pool = nn.AvgPool2d(kernel_size=2, stride=2)
        self.flatten = nn.Flatten()

    def forward(self, x):
        x = self.pool(self.sigmoid(self.c1(x)))
        x = self.pool(self.sigmoid(self.c3(x)))
        return self.f7(self.f6(self.f5(self.flatten(x))))


def load_shards(folder, first, end):
    images, labels = program.load_shards(folder, first, end)
    return torch.from_numpy(images), torch.from_numpy(labels)


def eager_step(model, optimizer, criterion):
    """One step of the tutorial's loop, which waits for its loss."""

    def step(x, y):
        output = model(x)
        predicted = torch.argmax(output, dim=1)
        loss = criterion(output, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        value = loss.item()
        return value, torch.sum(predicted == y)

    return step


def lean_step(forward, optimizer):
    """One step that leaves its loss to be read later."""

    def step(x, y):
        loss = forward(x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.detach(), 0

    return step


def moments(optimizer):
    return [value for state in optimizer.state.values() for value in state.values()]


def captured_step(model, optimizer, criterion, x, y):
    """Replays one captured step on copies of its inputs."""
    inputs, labels = x.clone(), y.clone()
    graph = torch.cuda.CUDAGraph()
    loss = None

    def once():
        optimizer.zero_grad(set_to_none=False)
        loss = criterion(model(inputs), labels)
        loss.backward()
        optimizer.step()
        return loss

    def capture():
        nonlocal loss
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                once()
        torch.cuda.current_stream().wait_stream(stream)
        with torch.cuda.graph(graph):
            loss = once()

    rehearse(list(model.parameters()), lambda: moments(optimizer), capture)

    def step(x, y):
        inputs.copy_(x)
        labels.copy_(y)
        graph.replay()
        return loss.detach().clone(), 0

    return step


def make_adam(model, how):
    parameters = list(model.parameters())
    if how == "cuda-graph-32":
        return torch.optim.Adam(parameters, lr=0.001, fused=True, capturable=True)
    if how == "cuda-graph":
        return torch.optim.Adam(parameters, lr=0.001, capturable=True)
    if how in ("lean", "compile", "cuda-lean", "cuda-compile"):
        try:
            return torch.optim.Adam(parameters, lr=0.001, fused=True)
        except (RuntimeError, TypeError):
            pass  # An older PyTorch has no fused Adam on this device.
    return torch.optim.Adam(parameters, lr=0.001)


def require_compiler():
    if not hasattr(torch, "compile"):
        sys.exit(f"PyTorch {torch.__version__} has no torch.compile; PYTHON=FILE names a Python with a newer one")


def make_step(model, optimizer, criterion, how, x, y):
    if how.endswith("eager"):
        return eager_step(model, optimizer, criterion)
    if how == "cuda-graph":
        return captured_step(model, optimizer, criterion, x, y)
    forward = lambda x, y: criterion(model(x), y)
    if how.endswith("lean"):
        return lean_step(forward, optimizer)
    require_compiler()
    step = lean_step(torch.compile(forward), optimizer)
    rehearse(list(model.parameters()), lambda: moments(optimizer), lambda: [step(x, y) for _ in range(3)])
    return step


def device_run(model, optimizer, criterion, how, batches):
    """A function that trains a number of steps on the device."""
    if how in ("functional", "cuda-autotune"):
        step, state = functional_step(model, batches)
    else:
        step, state = autograd_step(model, optimizer, criterion, batches)
    if not how.startswith("cuda"):
        return without_graph(step)
    torch.backends.cudnn.benchmark = True
    if how == "cuda-autotune":
        require_compiler()
        # Its own CUDA graphs hold one step each.
        step = torch.compile(step, mode="max-autotune-no-cudagraphs", fullgraph=True)
    return with_graphs(step, list(model.parameters()), state, batches)


def describe():
    torch.zeros(8, 8) @ torch.zeros(8, 8)
    maps = pathlib.Path("/proc/self/maps")
    loaded = {line.split()[-1] for line in maps.read_text().splitlines()} if maps.exists() else set()
    # NumPy brings a BLAS of its own, which PyTorch does not use.
    ours = {path for path in loaded if "numpy" not in path}
    kinds = ("blas", "mkl", "dnnl", "gomp", "iomp", "libomp")
    prefixes = ("OPENBLAS_", "MKL_", "OMP_", "DNNL_", "ONEDNN_")
    description = {
        "version": torch.__version__,
        "config": [line.strip() for line in torch.__config__.show().splitlines()],
        "oneDNN": torch.backends.mkldnn.is_available(),
        "libraries": sorted(os.path.basename(path) for path in ours if any(kind in path for kind in kinds)),
        "environment": {key: value for key, value in os.environ.items() if key.startswith(prefixes)},
    }
    print(json.dumps(description))


def main():
    if sys.argv[1:] == ["describe"]:
        return describe()
    arguments = program.read_arguments()
    how, batch = arguments.mode, arguments.batch
    torch.set_num_threads(arguments.threads)
    device = torch.device("cuda" if how.startswith("cuda") else "cpu")
    images, labels = (torch.from_numpy(array).to(device) for array in (arguments.images, arguments.labels))
    order = torch.from_numpy(arguments.order).to(device)
    model = LeNet().to(device)
    flat = torch.from_numpy(arguments.parameters).to(device)
    nn.utils.vector_to_parameters(flat, model.parameters())
    # vector_to_parameters makes views of one tensor, but the optimizer needs separate tensors.
    for parameter in model.parameters():
        parameter.data = parameter.data.clone()
    criterion = nn.CrossEntropyLoss()
    optimizer = make_adam(model, how)
    model.train()
    if how in ("device", "functional", "cuda-graph-32", "cuda-autotune"):
        batches = Batches(images, labels, order, batch)
        run = device_run(model, optimizer, criterion, how, batches)
    else:
        batches, run = None, None
        step = make_step(model, optimizer, criterion, how, images[order[:batch]], labels[order[:batch]])
    batches_an_epoch = len(order) // batch
    done = 0

    def synchronize():
        if device.type == "cuda":
            torch.cuda.synchronize()

    def train_on_device(steps):
        if steps > MAX_STEPS:
            raise ValueError(f"{steps} steps, but their losses are held for {MAX_STEPS}")
        batches.recorded.zero_()
        synchronize()
        start = time.perf_counter()
        run(steps)
        synchronize()
        return 1000 * (time.perf_counter() - start), batches.losses[:steps].tolist()

    def train(steps):
        nonlocal done
        losses = []
        train_corrects = 0
        start = time.perf_counter()
        for number in range(done, done + steps):
            first = number % batches_an_epoch * batch
            rows = order[first : first + batch]
            loss, correct = step(images[rows], labels[rows])
            losses.append(loss)
            train_corrects += correct
        synchronize()
        milliseconds = 1000 * (time.perf_counter() - start)
        done += steps
        return milliseconds, [float(loss) for loss in losses]

    fused = ", fused Adam" if optimizer.defaults.get("fused") else ""
    introduction = {
        "version": f"{torch.__version__}{fused}",
        "threads": torch.get_num_threads(),
        "adapter": torch.cuda.get_device_name() if device.type == "cuda" else None,
    }
    read = lambda: nn.utils.parameters_to_vector(model.parameters()).tolist()
    program.serve(introduction, train_on_device if batches else train, read)


if __name__ == "__main__":
    main()
