"""Classic LeNet's training loop in PyTorch, with the data in memory. Each input line is answered by one output line.

Arguments: the folder of the data files, a file of initial parameters (float32, contract/model.ts's layout), a file of
image indices (uint32), the number of threads, and the mode: "eager" (the tutorial's loop, which reads each loss) on the CPU
or, with "cuda-eager", on the GPU; "cuda-compile" (model and loss compiled, fused Adam) and "cuda-graph" (the whole step
captured once and replayed), whose losses stay on the GPU until the end. Each line of standard input is a number of
steps to train, or "read" for the parameters; each answer is one line of JSON.
"""

import gzip
import json
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn

BATCH = 32


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


def compiled_step(model, optimizer, criterion):
    forward = torch.compile(lambda x, y: criterion(model(x), y))

    def step(x, y):
        loss = forward(x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.detach(), 0

    return step


def captured_step(model, optimizer, criterion, x, y):
    """Replays one captured step on copies of its inputs. Capturing trains; the changes are undone."""
    inputs, labels = x.clone(), y.clone()

    def once():
        optimizer.zero_grad(set_to_none=False)
        loss = criterion(model(inputs), labels)
        loss.backward()
        optimizer.step()
        return loss

    before = [parameter.detach().clone() for parameter in model.parameters()]
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            once()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = once()
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), before):
            parameter.copy_(value)
            for moment in optimizer.state[parameter].values():
                moment.zero_()

    def step(x, y):
        inputs.copy_(x)
        labels.copy_(y)
        graph.replay()
        return loss.detach().clone(), 0

    return step


def main():
    folder, parameters_file, order_file, threads, how = sys.argv[1:]
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
    options = {"cuda-compile": {"fused": True}, "cuda-graph": {"capturable": True}}.get(how, {})
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, **options)
    model.train()
    if how == "cuda-graph":
        step = captured_step(model, optimizer, criterion, images[order[:BATCH]], labels[order[:BATCH]])
    else:
        step = (compiled_step if how == "cuda-compile" else eager_step)(model, optimizer, criterion)
    batches_an_epoch = len(order) // BATCH
    done = 0

    def train(steps):
        nonlocal done
        losses = []
        train_corrects = 0
        start = time.perf_counter()
        for batch in range(done, done + steps):
            first = batch % batches_an_epoch * BATCH
            rows = order[first : first + BATCH]
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
    answer({"version": torch.__version__, "threads": torch.get_num_threads(), "adapter": adapter})
    for line in sys.stdin:
        if line.strip() == "read":
            answer(nn.utils.parameters_to_vector(model.parameters()).tolist())
        else:
            answer(train(int(line)))


if __name__ == "__main__":
    main()
