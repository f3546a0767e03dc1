"""Classic LeNet's training loop in PyTorch, with the data in memory. Each input line is answered by one output line.

`pytorch.py describe` prints this PyTorch's version, its build and the libraries for BLAS, oneDNN and OpenMP that it loads.

Arguments: the folder of the data files, a file of initial parameters (float32, contract/model.ts's layout), a file of
image indices (uint32), the number of threads, the batch, and the mode. On the CPU: "eager" (the tutorial's loop, which
reads each loss), "lean" (no loss is read until the end, no accuracy, fused Adam where this PyTorch has it) and "compile"
(the same with model and loss compiled). On the GPU: "cuda-eager"; "cuda-compile" (model and loss compiled, fused Adam)
and "cuda-graph" (the whole step captured once and replayed), whose losses stay on the GPU until the end. What a mode
prepares is not timed. Each line of standard input is a number of steps to train, or "read" for the parameters; each
answer is one line of JSON.
"""

import gzip
import json
import os
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn


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
    shards = json.loads((folder / "manifest.json").read_text())["shards"][first:end]
    contents = [np.frombuffer(gzip.decompress((folder / s["file"]).read_bytes()), np.uint8) for s in shards]
    labels = np.concatenate([c[: s["count"]] for c, s in zip(contents, shards)])
    pixels = np.concatenate([c[s["count"] :] for c, s in zip(contents, shards)])
    images = torch.from_numpy(pixels.astype(np.float32) / 255).reshape(-1, 1, 28, 28)
    return images, torch.from_numpy(labels.astype(np.int64))


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


def rehearse(model, optimizer, work):
    """Calls `work`, which trains, and undoes the changes."""
    before = [parameter.detach().clone() for parameter in model.parameters()]
    work()
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), before):
            parameter.copy_(value)
            for moment in optimizer.state[parameter].values():
                moment.zero_()


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

    rehearse(model, optimizer, capture)

    def step(x, y):
        inputs.copy_(x)
        labels.copy_(y)
        graph.replay()
        return loss.detach().clone(), 0

    return step


def make_adam(model, how):
    parameters = list(model.parameters())
    if how == "cuda-graph":
        return torch.optim.Adam(parameters, lr=0.001, capturable=True)
    if how in ("lean", "compile", "cuda-compile"):
        try:
            return torch.optim.Adam(parameters, lr=0.001, fused=True)
        except (RuntimeError, TypeError):
            pass  # An older PyTorch has no fused Adam on this device.
    return torch.optim.Adam(parameters, lr=0.001)


def make_step(model, optimizer, criterion, how, x, y):
    if how.endswith("eager"):
        return eager_step(model, optimizer, criterion)
    if how == "cuda-graph":
        return captured_step(model, optimizer, criterion, x, y)
    forward = lambda x, y: criterion(model(x), y)
    if how == "lean":
        return lean_step(forward, optimizer)
    if not hasattr(torch, "compile"):
        sys.exit(f"PyTorch {torch.__version__} has no torch.compile; PYTHON=FILE names a Python with a newer one")
    step = lean_step(torch.compile(forward), optimizer)
    rehearse(model, optimizer, lambda: [step(x, y) for _ in range(3)])
    return step


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
    folder, parameters_file, order_file, threads, batch_text, how = sys.argv[1:]
    batch = int(batch_text)
    torch.set_num_threads(int(threads))
    device = torch.device("cuda" if how.startswith("cuda") else "cpu")
    images, labels = (tensor.to(device) for tensor in load_shards(pathlib.Path(folder), 0, 6))
    order = torch.from_numpy(np.fromfile(order_file, np.uint32).astype(np.int64)).to(device)
    model = LeNet().to(device)
    flat = torch.from_numpy(np.fromfile(parameters_file, np.float32)).to(device)
    nn.utils.vector_to_parameters(flat, model.parameters())
    # vector_to_parameters makes views of one tensor, but the optimizer needs separate tensors.
    for parameter in model.parameters():
        parameter.data = parameter.data.clone()
    criterion = nn.CrossEntropyLoss()
    optimizer = make_adam(model, how)
    model.train()
    step = make_step(model, optimizer, criterion, how, images[order[:batch]], labels[order[:batch]])
    batches_an_epoch = len(order) // batch
    done = 0

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
        if device.type == "cuda":
            torch.cuda.synchronize()
        milliseconds = 1000 * (time.perf_counter() - start)
        done += steps
        return {"milliseconds": milliseconds, "losses": [float(loss) for loss in losses]}

    def answer(value):
        print(json.dumps(value), flush=True)

    adapter = torch.cuda.get_device_name() if device.type == "cuda" else None
    version = f"{torch.__version__}{', fused Adam' if optimizer.defaults.get('fused') else ''}"
    answer({"version": version, "threads": torch.get_num_threads(), "adapter": adapter})
    for line in sys.stdin:
        if line.strip() == "read":
            answer(nn.utils.parameters_to_vector(model.parameters()).tolist())
        else:
            answer(train(int(line)))


if __name__ == "__main__":
    main()
