"""A run like the preset Sprint in PyTorch on the CPU, data in memory: its seconds of training and test accuracies.

`python3 bench/pytorch_sprint.py [--threads N] [--seeds 1,2,3] [--batch N] [--rate R] [--epochs N] [--channels-last]`, in
the repository's folder. Without parameters the recipe is that of src/contract/config.ts, written out; with others it can
be PyTorch's own: a larger batch takes fewer calls. Split, shuffles and initial parameters are PyTorch's own. Validation
counts as training time, as in `npm run train`.
"""

import argparse
import pathlib
import time

import torch
from torch import nn

from pytorch import load_shards

DECAY, SMOOTHING, TRAINED = 0.02, 0.05, 57_000


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


def train(recipe, seed, images, labels, test):
    """The seconds of training and the test accuracy of the weights with the best validation accuracy."""
    torch.manual_seed(seed)
    model = network()
    if recipe.channels_last:
        model = model.to(memory_format=torch.channels_last)
    order = torch.randperm(len(images))
    trained, validation = order[:TRAINED], order[TRAINED:]
    steps = recipe.epochs * -(-TRAINED // recipe.batch)
    # One update for all tensors, not one for each.
    optimizer = torch.optim.AdamW(model.parameters(), lr=recipe.rate, weight_decay=DECAY, foreach=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=steps, cycle_momentum=False)
    criterion = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    best, weights = -1.0, None
    start = time.perf_counter()
    for _ in range(recipe.epochs):
        for rows in trained[torch.randperm(TRAINED)].split(recipe.batch):
            loss = criterion(model(images[rows]), labels[rows])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
        reached = accuracy(model, images[validation], labels[validation])
        if reached > best:
            best, weights = reached, {name: value.clone() for name, value in model.state_dict().items()}
    seconds = time.perf_counter() - start
    model.load_state_dict(weights)
    return seconds, accuracy(model, *test)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=7e-3)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--channels-last", action="store_true")
    recipe = parser.parse_args()
    torch.set_num_threads(recipe.threads)
    folder = pathlib.Path("public/data")
    images, labels = load_shards(folder, 0, 6)
    if recipe.channels_last:
        images = images.contiguous(memory_format=torch.channels_last)
    test = load_shards(folder, 6, 7)
    results = [train(recipe, int(seed), images, labels, test) for seed in recipe.seeds.split(",")]
    accuracies = ", ".join(f"{100 * reached:.2f}" for _, reached in results)
    seconds = ", ".join(f"{taken:.1f}" for taken, _ in results)
    print(
        f"PyTorch {torch.__version__}, {recipe.threads} threads, batch {recipe.batch}, rate {recipe.rate}, "
        f"{recipe.epochs} epochs, channels last {recipe.channels_last}, seeds {recipe.seeds}: "
        f"test {accuracies}%, {seconds} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
