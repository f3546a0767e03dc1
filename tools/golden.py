#!/usr/bin/env python3
"""Writes the golden files: what PyTorch computes in float64 for a few networks of the family, on real images.

Not part of the build: it was run once (PyTorch 1.13, NumPy 1.24) and its output is committed in src/engine/testing/golden/.
Usage: python3 tools/golden.py [folder of the four IDX files, gzipped] [output folder] [case ...]

A case is NAME.json (what it is, and where each array lies) and NAME.bin (the arrays, little-endian, each aligned to
8 bytes). Ten steps are made on ten different batches, the last one short. Logits and gradients are those of the
first batch at the initial parameters. Initial parameters and learning rates are exact in float32, so that an engine
in single precision starts from the very same point. src/engine/testing/golden.ts reads the files.
"""

import gzip
import json
import pathlib
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional

STEPS = 10
IMAGES = 40
# Two values of a pooling window, or a ReLU's input and its kink, that lie closer than this could be distinguished
# differently in single precision; then the gradients would differ by far more than rounding. Exact ties are wanted.
CLOSE = 1e-6

DEFAULT = dict(activation="relu", pooling="max", dense=True, optimizer="adam", weightDecay=0, labelSmoothing=0,
               lr=[1e-3] * STEPS, turned=False, classes=10)
CASES = [
    dict(DEFAULT, name="article", c1=6, c3=16, f5=120, f6=84, activation="sigmoid", pooling="average", dense=False,
         batch=8, last=5, seed=1),
    dict(DEFAULT, name="tanh-max", c1=4, c3=10, f5=29, f6=18, activation="tanh", dense=False, weightDecay=0.01,
         batch=7, last=3, turned=True, seed=2),
    dict(DEFAULT, name="relu-dense", c1=5, c3=11, f5=37, f6=23, pooling="average", batch=8, last=1, seed=3),
    dict(DEFAULT, name="adamw-smoothing", c1=7, c3=9, f5=31, f6=13, optimizer="adamw", weightDecay=0.05,
         labelSmoothing=0.1, lr=[1e-3, 2e-3, 3e-3, 4e-3, 4e-3, 3e-3, 2e-3, 1e-3, 5e-4, 1e-4], batch=7, last=6,
         turned=True, seed=4),
    dict(DEFAULT, name="sgd-decay", c1=3, c3=6, f5=21, f6=15, activation="sigmoid", optimizer="sgd",
         weightDecay=0.005, lr=[0.05] * STEPS, batch=5, last=5, seed=5),
    dict(DEFAULT, name="three-classes", classes=3, c1=4, c3=7, f5=19, f6=11, optimizer="adamw", weightDecay=0.02,
         labelSmoothing=0.05, batch=6, last=4, turned=True, seed=6),
    dict(DEFAULT, name="many-classes", classes=47, c1=3, c3=8, f5=22, f6=14, activation="tanh", pooling="average",
         labelSmoothing=0.1, batch=8, last=3, seed=7),
]

ACTIVATIONS = dict(sigmoid=torch.sigmoid, tanh=torch.tanh, relu=torch.relu)
POOLINGS = dict(average=functional.avg_pool2d, max=functional.max_pool2d)


class LeNet(nn.Module):
    """The tutorial's model file, with the family's choices. `closest` collects distances to ties and kinks."""

    def __init__(self, case):
        super().__init__()
        self.c1 = nn.Conv2d(1, case["c1"], 5, padding=2)
        self.c3 = nn.Conv2d(case["c1"], case["c3"], 5)
        self.f5 = nn.Linear(case["c3"] * 25, case["f5"])
        self.f6 = nn.Linear(case["f5"], case["f6"])
        self.f7 = nn.Linear(case["f6"], case["classes"])
        self.case = case
        self.closest = []

    def activate(self, x):
        if self.case["activation"] == "relu":
            self.closest.append(x.detach().abs().flatten())
        return ACTIVATIONS[self.case["activation"]](x)

    def pool(self, x):
        if self.case["pooling"] == "max":
            windows = functional.unfold(x.detach(), 2, stride=2).view(x.shape[0], x.shape[1], 4, -1)
            top = windows.sort(dim=2, descending=True).values
            self.closest.append((top[:, :, 0] - top[:, :, 1]).flatten())
        return POOLINGS[self.case["pooling"]](x, 2)

    def forward(self, x):
        between = self.activate if self.case["dense"] else lambda y: y
        x = self.pool(self.activate(self.c1(x)))
        x = self.pool(self.activate(self.c3(x))).flatten(1)
        return self.f7(between(self.f6(between(self.f5(x)))))


def read_idx(path):
    data = gzip.open(path).read()
    dimensions = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(dimensions)


def turn(image, flip, shift_x, shift_y):
    """Mirrored first, then moved right and down; what comes in is 0."""
    source = image[:, ::-1] if flip else image
    result = np.zeros_like(image)
    for y in range(28):
        for x in range(28):
            if 0 <= y - shift_y < 28 and 0 <= x - shift_x < 28:
                result[y, x] = source[y - shift_y, x - shift_x]
    return result


def make_optimizer(case, parameters):
    decay = case["weightDecay"]
    if case["optimizer"] == "sgd":
        return torch.optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=decay)
    kind = torch.optim.AdamW if case["optimizer"] == "adamw" else torch.optim.Adam
    return kind(parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=decay)


def flat(tensors):
    return np.concatenate([tensor.detach().numpy().ravel() for tensor in tensors])


def run(case, images, labels):
    """Returns the named arrays of one case and the names and shapes of its parameters."""
    random = np.random.RandomState(case["seed"])
    torch.manual_seed(case["seed"])
    model = LeNet(case).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.float().double())
    chosen = random.choice(len(images), IMAGES, replace=False)
    images, labels = images[chosen], labels[chosen]
    if case["classes"] != 10:
        # The garments have ten labels; others follow from the image, so that every class can occur.
        labels = (images.astype(np.int64).sum(axis=(1, 2)) % case["classes"]).astype(np.uint8)

    count = case["batch"] * (STEPS - 1) + case["last"]
    indices = random.randint(0, IMAGES, count)
    flips = random.randint(0, 2, count) * case["turned"]
    shifts = random.randint(-3, 4, (2, count)) * case["turned"]
    words = indices | (flips << 20) | ((shifts[0] + 16) << 21) | ((shifts[1] + 16) << 26)
    turned = np.stack([turn(images[i], f, x, y) for i, f, x, y in zip(indices, flips, *shifts)])

    rates = np.array(case["lr"], np.float32)
    optimizer = make_optimizer(case, model.parameters())
    criterion = nn.CrossEntropyLoss(label_smoothing=case["labelSmoothing"])
    arrays = dict(images=images, labels=labels, samples=words.astype("<u4"), learningRates=rates,
                  batchImages=turned[: case["batch"]], initial=flat(model.parameters()).astype(np.float32))
    losses, correct = [], []
    for step in range(STEPS):
        batch = slice(step * case["batch"], (step + 1) * case["batch"])
        target = torch.from_numpy(labels[indices[batch]].astype(np.int64))
        logits = model(torch.from_numpy(turned[batch].astype(np.float64) / 255).unsqueeze(1))
        loss = criterion(logits, target)
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            arrays["logits"] = logits.detach().numpy()
            arrays["gradients"] = flat(parameter.grad for parameter in model.parameters())
            if model.closest:
                near = torch.cat(model.closest)
                close = int(((near > 0) & (near < CLOSE)).sum())
                print(case["name"], "ties", int((near == 0).sum()), "too close to call", close)
                assert close == 0, "choose another seed"
        losses.append(loss.item())
        correct.append(int((logits.argmax(1) == target).sum()))
        optimizer.param_groups[0]["lr"] = float(rates[step])
        optimizer.step()
        if step == 0:
            arrays["afterOne"] = flat(model.parameters())
    arrays.update(afterAll=flat(model.parameters()), losses=np.array(losses), correct=np.array(correct, "<u4"))
    print(case["name"], "losses", " ".join(f"{loss:.4f}" for loss in losses))
    return arrays, [dict(name=name, shape=list(value.shape)) for name, value in model.named_parameters()]


def write(folder, case, arrays, parameters):
    entries, chunks, offset = {}, [], 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).tobytes()
        data += bytes(-len(data) % 8)
        entries[name] = dict(type=array.dtype.name, shape=list(array.shape), offset=offset)
        chunks.append(data)
        offset += len(data)
    model = {key: case[key] for key in ("c1", "c3", "f5", "f6", "activation", "pooling", "dense")}
    if case["classes"] != 10:
        model["classes"] = case["classes"]
    index = dict(name=case["name"], model=model, optimizer=case["optimizer"], weightDecay=case["weightDecay"],
                 labelSmoothing=case["labelSmoothing"], batch=case["batch"], parameters=parameters, arrays=entries)
    (folder / f"{case['name']}.bin").write_bytes(b"".join(chunks))
    (folder / f"{case['name']}.json").write_text(json.dumps(index, indent=1) + "\n")


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/datasets/fashion-mnist")
    target = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "src/engine/testing/golden")
    torch.set_num_threads(1)
    images = read_idx(source / "train-images-idx3-ubyte.gz")
    labels = read_idx(source / "train-labels-idx1-ubyte.gz")
    for case in CASES:
        if len(sys.argv) > 3 and case["name"] not in sys.argv[3:]:
            continue
        write(target, case, *run(case, images, labels))


if __name__ == "__main__":
    main()
