"""The preset Sprint in PyTorch on the CPU, data in memory: seconds of training and test accuracy, for `npm run train`'s.

`python3 bench/pytorch_sprint.py [THREADS] [SEED]`, in the repository's folder. The recipe is that of
src/contract/config.ts, written out; split, shuffles and initial parameters are PyTorch's own.
"""

import pathlib
import sys
import time

import torch
from torch import nn

from pytorch import load_shards

EPOCHS, BATCH, RATE, DECAY, SMOOTHING, TRAINED = 5, 32, 7e-3, 0.02, 0.05, 57_000


def network():
    return nn.Sequential(
        nn.Conv2d(1, 4, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 24, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(600, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10),
    )


def accuracy(model, images, labels):
    with torch.no_grad():
        return (model(images).argmax(1) == labels).float().mean().item()


def main():
    threads, seed = (int(value) for value in (sys.argv[1:] + ["2", "1"][len(sys.argv) - 1 :]))
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    folder = pathlib.Path("public/data")
    images, labels = load_shards(folder, 0, 6)
    model = network()
    order = torch.randperm(len(images))
    trained, validation = order[:TRAINED], order[TRAINED:]
    steps = EPOCHS * -(-TRAINED // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, cycle_momentum=False)
    criterion = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    best, weights = -1.0, None
    start = time.perf_counter()
    for _ in range(EPOCHS):
        shuffled = trained[torch.randperm(TRAINED)]
        for rows in shuffled.split(BATCH):
            loss = criterion(model(images[rows]), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        reached = accuracy(model, images[validation], labels[validation])
        if reached > best:
            best, weights = reached, {name: value.clone() for name, value in model.state_dict().items()}
    seconds = time.perf_counter() - start
    model.load_state_dict(weights)
    test = accuracy(model, *load_shards(folder, 6, 7))
    print(f"PyTorch {torch.__version__}, {threads} threads, seed {seed}: test {100 * test:.2f}%, {seconds:.1f} s")


if __name__ == "__main__":
    main()
