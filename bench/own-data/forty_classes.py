"""The run of forty-classes.ts in PyTorch on the CPU, on the same images: test accuracies, for comparison.

`python3 bench/own-data/forty_classes.py [FOLDER] [SEEDS] [THREADS]`, after forty-classes.ts has written the dataset and
the recipe to FOLDER. Split, shuffles and initial parameters are PyTorch's own. The weights with the best validation
accuracy are tested, as the page does it.
"""

import json
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn


def network(recipe):
    c1, c3, f5, f6, classes = (recipe[name] for name in ("c1", "c3", "f5", "f6", "classes"))
    return nn.Sequential(
        nn.Conv2d(1, c1, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(c1, c3, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(25 * c3, f5), nn.ReLU(), nn.Linear(f5, f6), nn.ReLU(), nn.Linear(f6, classes),
    )


def require(recipe):
    """Stops where the recipe is not the one that is written out here."""
    expected = dict(activation="relu", pooling="max", dense=True, optimizer="adamw", schedule="one-cycle", flip=False,
                    shift=0, synthetic=0, init="pytorch")
    wrong = [name for name, value in expected.items() if recipe[name] != value]
    if wrong:
        sys.exit(f"another recipe: {', '.join(wrong)}")


def accuracy(model, images, labels):
    with torch.no_grad():
        return (model(images).argmax(1) == labels).float().mean().item()


def train(recipe, images, labels, seed):
    """The test accuracy of one run."""
    torch.manual_seed(seed)
    samples, batch, rate, epochs = (recipe[name] for name in ("samples", "batch", "lr", "epochs"))
    count = round(samples * recipe["split"])
    model = network(recipe)
    order = torch.randperm(samples)
    trained, validation = order[:count], order[count:]
    steps = epochs * -(-count // batch)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=recipe["decay"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, cycle_momentum=False)
    criterion = nn.CrossEntropyLoss(label_smoothing=recipe["smoothing"])
    best, weights = -1.0, None
    for _ in range(epochs):
        for rows in trained[torch.randperm(count)].split(batch):
            loss = criterion(model(images[rows]), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        reached = accuracy(model, images[validation], labels[validation])
        if reached > best:
            best, weights = reached, {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(weights)
    return accuracy(model, images[samples:], labels[samples:])


def main():
    folder, seeds, threads = sys.argv[1:] + [".cache/forty-classes", "1,2,3", "2"][len(sys.argv) - 1 :]
    torch.set_num_threads(int(threads))
    folder = pathlib.Path(folder)
    recipe = json.loads((folder / "recipe.json").read_text())
    require(recipe)
    pixels = np.fromfile(folder / "images", np.uint8).astype(np.float32) / 255
    images = torch.from_numpy(pixels).reshape(-1, 1, 28, 28)
    labels = torch.from_numpy(np.fromfile(folder / "labels", np.uint8).astype(np.int64))
    accuracies = []
    for seed in map(int, seeds.split(",")):
        start = time.perf_counter()
        accuracies.append(train(recipe, images, labels, seed))
        seconds = time.perf_counter() - start
        print(f"seed {seed}: test {100 * accuracies[-1]:.2f}%, {seconds:.1f} s", flush=True)
    mean = sum(accuracies) / len(accuracies)
    print(f"PyTorch {torch.__version__}, {threads} threads: mean {100 * mean:.2f}%")


if __name__ == "__main__":
    main()
