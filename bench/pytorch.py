"""The article's training loop in PyTorch on the CPU, eager, data in memory; one line in, one line out.

Arguments: the folder of the data files, a file of initial parameters (float32, contract/model.ts's layout), a file of
picture indices (uint32), the number of threads. Each line of standard input is a number of
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


def load_training_set(folder):
    shards = json.loads((folder / "manifest.json").read_text())["shards"][:6]
    contents = [np.frombuffer(gzip.decompress((folder / s["file"]).read_bytes()), np.uint8) for s in shards]
    labels = np.concatenate([c[: s["count"]] for c, s in zip(contents, shards)])
    pixels = np.concatenate([c[s["count"] :] for c, s in zip(contents, shards)])
    images = torch.from_numpy(pixels.astype(np.float32) / 255).reshape(-1, 1, 28, 28)
    return images, torch.from_numpy(labels.astype(np.int64))


def main():
    folder, parameters_file, order_file, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    images, labels = load_training_set(pathlib.Path(folder))
    order = torch.from_numpy(np.fromfile(order_file, np.uint32).astype(np.int64))
    model = LeNet()
    flat = torch.from_numpy(np.fromfile(parameters_file, np.float32))
    nn.utils.vector_to_parameters(flat, model.parameters())
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    criterion = nn.CrossEntropyLoss()
    batches_an_epoch = len(order) // BATCH
    done = 0

    def train(steps):
        nonlocal done
        losses = []
        train_loss, train_corrects = 0.0, 0
        model.train()
        start = time.perf_counter()
        for step in range(done, done + steps):
            first = step % batches_an_epoch * BATCH
            rows = order[first : first + BATCH]
            x, y = images[rows], labels[rows]
            output = model(x)
            predicted = torch.argmax(output, dim=1)
            loss = criterion(output, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            train_loss += losses[-1] * x.size(0)
            train_corrects += torch.sum(predicted == y)
        milliseconds = 1000 * (time.perf_counter() - start)
        done += steps
        return {"milliseconds": milliseconds, "losses": losses}

    def answer(value):
        print(json.dumps(value), flush=True)

    answer({"version": torch.__version__, "threads": torch.get_num_threads()})
    for line in sys.stdin:
        if line.strip() == "read":
            answer(nn.utils.parameters_to_vector(model.parameters()).tolist())
        else:
            answer(train(int(line)))


if __name__ == "__main__":
    main()
