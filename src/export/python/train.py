#!/usr/bin/env python3
"""A run of LeNet Playground in PyTorch.

The same images in the same order, from the same initial weights. PyTorch adds numbers in a different order than the
page, so the last digits differ. After thousands of steps a few images may be classified differently.

Needs torch and numpy, and matplotlib for the curves:

    python train.py           trains, tests the best weights and compares the result with the page’s
    python train.py --score   tests the page’s weights, model.safetensors, without training
    python train.py --help    where the images are read from, several processes, float64
"""

RUN = {
    "config": {
        "epochs": 5,
        "batch": 32,
        "lr": 0.001,
        "seed": 1,
        "data": "fashion-mnist",
        "samples": 60000,
        "split": 0.8,
        "synthetic": 0,
        "order": "streamed",
        "activation": "sigmoid",
        "pooling": "average",
        "dense": False,
        "classes": 10,
        "c1": 6,
        "c3": 16,
        "f5": 120,
        "f6": 84,
        "init": "pytorch",
        "optimizer": "adam",
        "decay": 0,
        "schedule": "constant",
        "smoothing": 0,
        "flip": False,
        "shift": 0,
    },
    "repeatable": True,
    "fine_tuned": False,
    "marks": [],
    "stopped_at_step": None,
    "validated_epochs": None,
    "data": {
        "id": "fashion-mnist",
        "name": "FashionMNIST",
        "train_count": 60000,
        "test_count": 10000,
        "content_hash": "512a72082f82f43b14820319facd797870c26c6313fa6fc011e6714027b61da1",
        "synthetic_hash": None,
    },
    "class_names": ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    "page": {
        "link": "https://example.org/lenet/",
        "engine": "wasm",
        "correct": None,
        "best_epoch": None,
        "epochs": [],
    },
}
TEXT = {
    "badFile": "{path} is not an IDX file: {error}",
    "download": "Downloading {url}",
    "noSynthetic": "The run was also trained on {count:,} synthetic images, which the page drew. Put synthetic-images-idx3-ubyte.gz and synthetic-labels-idx1-ubyte.gz into ./data: the page adds them when it exports the run with its images.",
    "otherSynthetic": "The synthetic images in {folder} are not those of the run: their SHA-256 differs. Use those in the zip file of the run.",
    "uncheckedSynthetic": "The synthetic images in {folder} could not be checked: only a script or notebook that is exported with the images has their SHA-256.",
    "otherData": "The images in {folder} are not those of the run ({name}): their SHA-256 differs.",
    "noFashion": "FashionMNIST was not found and could not be downloaded. Looked in {where}. Put {files} (as .gz, or unpacked) into ./data.",
    "noData": "The images of {name} were not found. Looked in {where}. Put {files} (as .gz) into ./data: the page adds them when it exports the run with its images.",
    "noWeights": "{name} is missing: put it beside the script. It is in the zip file that the page exports.",
    "epoch": "Epoch {epoch}/{epochs}: train loss {train_loss:.4f}, accuracy {train_accuracy:.2%}; validation loss {validation_loss:.4f}, accuracy {validation_accuracy:.2%}; {seconds:.1f} s, {speed:,.0f} images/s",
    "pageEpoch": " (page: {accuracy:.2%})",
    "noPlot": "No curves: matplotlib is not installed.",
    "result": "{correct:,} of {total:,} correct.",
    "comparison": "{correct:,} of {total:,} correct; in the page {page:,}.",
    "name": "predicted: {predicted}   true: {truth}{mark}",
    "tooMany": "{processes} processes are too many for a batch of {batch}: each process needs at least one image.",
    "processes": "{processes} processes share every batch. A network as small as LeNet is often faster on a single one.",
    "anotherRun": "This is a different run than in the page: {changes}. What you changed by hand in the page is left out.",
    "notRepeatable": None,
}
# Safetensors files as base64 text, instead of files beside the script.
WEIGHTS = {}

# %% imports
import argparse
import base64
import copy
import gzip
import hashlib
import http.client
import json
import math
import os
import struct
import sys
import time
import urllib.error
import urllib.request
import zlib
from pathlib import Path

os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # without it cuBLAS is not deterministic

import numpy as np
import torch
from torch import nn

# Set by torchrun: this process, all processes, and this process among those of its machine.
RANK, WORLD, LOCAL_RANK = (int(os.environ.get(name, default)) for name, default in
                           (("RANK", 0), ("WORLD_SIZE", 1), ("LOCAL_RANK", 0)))
HERE = Path(globals().get("__file__", "train.py")).resolve().parent


class RunError(Exception):
    """Says what is missing and what to do."""


def say(text):
    if RANK == 0:
        print(text, flush=True)


def use_exact_arithmetic(threads=1):
    """The same sums in every run: full float32 on a GPU too, and `threads` threads."""
    torch.set_num_threads(threads)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    torch.use_deterministic_algorithms(True, warn_only=True)


# %% model
ACTIVATIONS = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}
POOLINGS = {"average": nn.AvgPool2d, "max": nn.MaxPool2d}


class LeNet(nn.Module):
    """[n, 1, 28, 28] with values 0 to 1 -> [n, classes] logits."""

    def __init__(self, config):
        super().__init__()
        c1, c3, f5, f6 = (config[layer] for layer in ("c1", "c3", "f5", "f6"))
        pooling = POOLINGS[config["pooling"]]
        self.activation = ACTIVATIONS[config["activation"]]()
        # LeNet-5 as in the tutorial has no activation between the dense layers.
        self.between = self.activation if config["dense"] else nn.Identity()
        self.c1 = nn.Conv2d(in_channels=1, out_channels=c1, kernel_size=5, padding=2)
        self.s2 = pooling(kernel_size=2, stride=2)
        self.c3 = nn.Conv2d(in_channels=c1, out_channels=c3, kernel_size=5)
        self.s4 = pooling(kernel_size=2, stride=2)
        self.flatten = nn.Flatten()
        self.f5 = nn.Linear(c3 * 25, f5)
        self.f6 = nn.Linear(f5, f6)
        self.f7 = nn.Linear(f6, config["classes"])

    def forward(self, x):
        x = self.s2(self.activation(self.c1(x)))
        x = self.s4(self.activation(self.c3(x)))
        x = self.flatten(x)
        x = self.between(self.f5(x))
        x = self.between(self.f6(x))
        return self.f7(x)


# %% summary
def summary(net):
    """Prints every layer with its output shape and its parameters, for one image."""
    rows, hooks = [], []
    for name in ("c1", "s2", "c3", "s4", "flatten", "f5", "f6", "f7"):
        layer = getattr(net, name)
        count = sum(parameter.numel() for parameter in layer.parameters())

        def note(_layer, _inputs, output, name=name, count=count):
            rows.append((name, list(output.shape[1:]), count))

        hooks.append(layer.register_forward_hook(note))
    first = next(net.parameters())
    with torch.no_grad():
        net(torch.zeros(1, 1, 28, 28, dtype=first.dtype, device=first.device))
    for hook in hooks:
        hook.remove()
    for name, shape, count in rows:
        say(f"{name:8} {str(shape):14} {count:>9,}")
    say(f"{'':23} {sum(count for _, _, count in rows):>9,}")


# %% data
FILES = ("train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte",
         "train-images-idx3-ubyte", "t10k-images-idx3-ubyte")
SYNTHETIC_FILES = ("synthetic-labels-idx1-ubyte", "synthetic-images-idx3-ubyte")
MIRRORS = ("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
           "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/")
IS_FASHION = RUN["data"]["id"] == "fashion-mnist"


def read_idx(path):
    """The bytes of an IDX file, gzipped or not, in their shape."""
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        shape = struct.unpack_from(f">{content[3]}I", content, 4)
        return np.frombuffer(content, np.uint8, offset=4 + 4 * len(shape)).reshape(shape)
    except (OSError, EOFError, IndexError, ValueError, struct.error, zlib.error) as error:
        raise RunError(TEXT["badFile"].format(path=path, error=error)) from error


def read_files(folder, names):
    """The arrays of the files `names`; None where one is not in the folder."""
    both = [(folder / f"{name}.gz", folder / name) for name in names]
    found = [[path for path in paths if path.is_file()] for paths in both]
    return [read_idx(paths[0]) for paths in found] if all(found) else None


def sha256(arrays):
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(array.tobytes())
    return digest.hexdigest()


def is_the_data(arrays):
    """Whether these are the labels and images of the run, bit for bit."""
    return sha256(arrays) == RUN["data"]["content_hash"]


def download(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        for mirror in MIRRORS:
            try:
                say(TEXT["download"].format(url=f"{mirror}{name}.gz"))
                with urllib.request.urlopen(f"{mirror}{name}.gz", timeout=60) as answer:
                    (folder / f"{name}.gz").write_bytes(answer.read())
                break
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                say(f"  {error}")


def read_synthetic(folder, count):
    """The first `count` synthetic images, labels first; None where the folder has none, or too few."""
    arrays = read_files(folder, SYNTHETIC_FILES)
    if arrays and arrays[0].ndim == 1 and arrays[1].shape == (len(arrays[0]), 28, 28) and len(arrays[0]) >= count:
        return [array[:count] for array in arrays]
    return None


def with_synthetic(arrays, places):
    """(labels, images): the dataset, and behind it the synthetic images that the run was also trained on."""
    labels, images = np.concatenate(arrays[:2]), np.concatenate(arrays[2:])
    count, expected = RUN["config"]["synthetic"], RUN["data"]["synthetic_hash"]
    if count == 0:
        return labels, images
    others = []
    for folder in dict.fromkeys(place.resolve() for place in places):
        found = read_synthetic(folder, count)
        if found and (expected is None or sha256(found) == expected):
            if expected is None:
                say(TEXT["uncheckedSynthetic"].format(folder=folder))
            return np.concatenate([labels, found[0]]), np.concatenate([images, found[1]])
        if found:
            others.append(str(folder))
    if others:
        raise RunError(TEXT["otherSynthetic"].format(folder=", ".join(others)))
    raise RunError(TEXT["noSynthetic"].format(count=count))


def load_data(folder=None):
    """(labels [n], images [n, 28, 28]) in 0 to 255: training, test and synthetic images, in this order."""
    places = [Path(folder)] if folder else [Path("data"), HERE / "data"]
    if not folder and IS_FASHION:
        torchvision = [place / "FashionMNIST/raw" for place in (*places, Path.home() / ".cache")]
        places += [Path("/usr/share/datasets/fashion-mnist"), *torchvision]
    # Without a hash synthetic images can be another run's: those beside the script come first.
    chosen, others = places if folder else [], []
    for place in places:
        arrays = read_files(place, FILES)
        if arrays and is_the_data(arrays):
            return with_synthetic(arrays, [*chosen, HERE / "data", place, Path("data")])
        if arrays:
            others.append(str(place))
    if IS_FASHION and not folder:
        place = Path("data/FashionMNIST/raw")
        if LOCAL_RANK == 0 and str(place) not in others:
            download(place)
            arrays = read_files(place, FILES)
            if arrays and is_the_data(arrays):
                return with_synthetic(arrays, [HERE / "data", place, Path("data")])
    if others:
        raise RunError(TEXT["otherData"].format(folder=", ".join(others), name=RUN["data"]["name"]))
    where = ", ".join(str(place) for place in places)
    text = TEXT["noFashion"] if IS_FASHION else TEXT["noData"]
    raise RunError(text.format(where=where, name=RUN["data"]["name"], files=", ".join(FILES)))


# %% images
def sample_words(index, flip=0, x=0, y=0):
    """One number for an image and its augmentation: mirrored or not, then shifted x right and y down."""
    return index | flip << 20 | (x + 16) << 21 | (y + 16) << 26


def pixels(images, words):
    """[n, 28, 28] in 0 to 255: the images of the sample words, mirrored and shifted."""
    index = words & 0xFFFFF
    if (words >> 20 == sample_words(0) >> 20).all():
        return images[index]
    flip, side = (words >> 20 & 1).astype(bool)[:, None], np.arange(28)
    x = side - ((words >> 21 & 31).astype(np.int64) - 16)[:, None]
    y = side - ((words >> 26 & 31).astype(np.int64) - 16)[:, None]
    inside = ((y >= 0) & (y < 28))[:, :, None] & ((x >= 0) & (x < 28))[:, None, :]
    x, y = np.clip(np.where(flip, 27 - x, x), 0, 27), np.clip(y, 0, 27)
    return np.where(inside, images[index[:, None, None], y[:, :, None], x[:, None, :]], 0).astype(np.uint8)


def place_of(net):
    first = next(net.parameters())
    return first.device, first.dtype


def batch_of(data, words, device, dtype):
    """Images [n, 1, 28, 28] in 0 to 1, and their labels."""
    labels, images = data
    # Divided on the CPU: a GPU would multiply by 1/255, which rounds differently.
    x = torch.from_numpy(pixels(images, words)).to(dtype).div(255).unsqueeze(1)
    y = torch.from_numpy(labels[words & 0xFFFFF].astype(np.int64))
    return x.to(device), y.to(device)


def score(net, data, indices):
    """The mean loss, the number of correct images and the predicted classes."""
    device, dtype = place_of(net)
    words = sample_words(np.asarray(indices, np.uint32))
    loss, correct, predicted = 0, 0, []
    net.eval()
    with torch.no_grad():
        for first in range(0, len(words), 1000):
            x, y = batch_of(data, words[first:first + 1000], device, dtype)
            logits = net(x)
            loss += nn.functional.cross_entropy(logits, y, reduction="sum").item()
            answers = logits.argmax(1)
            correct += int((answers == y).sum())
            predicted.append(answers.cpu().numpy())
    return loss / len(words), correct, np.concatenate(predicted)


# %% seed
class Random:
    """The stream `name` of `seed`: the generator sfc32, as in the page."""

    def __init__(self, seed, name):
        digest = 0x811C9DC5
        for character in name:
            digest = (digest ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
        self.a, self.b, self.c, self.counter = seed, digest, 0x9E3779B9, 1
        for _ in range(16):
            self.u32()

    def u32(self):
        a, b, c = self.a, self.b, self.c
        total = (a + b + self.counter) & 0xFFFFFFFF
        self.counter = (self.counter + 1) & 0xFFFFFFFF
        self.a = b ^ (b >> 9)
        self.b = (c + (c << 3)) & 0xFFFFFFFF
        self.c = ((c << 21 | c >> 11) + total) & 0xFFFFFFFF
        return total

    def unit(self):
        """Uniform over [0, 1) in steps of 2^-24."""
        return (self.u32() >> 8) / 0x1000000

    def below(self, bound):
        """Uniform over 0 ... bound - 1."""
        limit = 0x100000000 - 0x100000000 % bound
        value = self.u32()
        while value >= limit:
            value = self.u32()
        return value % bound

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


def tensors(config):
    """Name, shape, inputs to an output and outputs of an input, of every weight and bias."""
    c1, c3, f5, f6, classes = (config[name] for name in ("c1", "c3", "f5", "f6", "classes"))
    layers = (("c1", [c1, 1, 5, 5], 25, c1 * 25), ("c3", [c3, c1, 5, 5], c1 * 25, c3 * 25),
              ("f5", [f5, c3 * 25], c3 * 25, f5), ("f6", [f6, f5], f5, f6),
              ("f7", [classes, f6], f6, classes))
    for layer, shape, fan_in, fan_out in layers:
        yield f"{layer}.weight", shape, fan_in, fan_out
        yield f"{layer}.bias", shape[:1], fan_in, fan_out


def seed_parameters(config):
    """The weights and biases before the first step, as float32 arrays by name."""
    parameters = {}
    for name, shape, fan_in, fan_out in tensors(config):
        bias = 0 if name.endswith(".bias") else 1
        bound = {"pytorch": 1 / math.sqrt(fan_in), "xavier": bias * math.sqrt(6 / (fan_in + fan_out)),
                 "he": bias * math.sqrt(6 / fan_in)}[config["init"]]
        random = Random(config["seed"], f"init {name}")
        values = [bound * (2 * random.unit() - 1) for _ in range(math.prod(shape))]
        parameters[name] = np.array(values, np.float32).reshape(shape)
    return parameters


def split_samples(config):
    """Indices of the training images, synthetic ones last, and of the validation images."""
    samples = config["samples"]
    # Halves are rounded up, as in JavaScript; round() of Python would round them to even numbers.
    count = min(samples - 1, max(1, math.floor(samples * config["split"] + 0.5)))
    order = list(range(samples))
    Random(config["seed"], "split").shuffle(order)
    first = RUN["data"]["train_count"] + RUN["data"]["test_count"]
    synthetic = list(range(first, first + config["synthetic"]))
    return sorted(order[:count]) + synthetic, sorted(order[count:])


def epoch_order(config, train, epoch):
    """The sample words of an epoch, from 1, in their order."""
    shuffling = Random(config["seed"], f"shuffle {epoch}")
    if epoch == 1 and config["order"] == "streamed" and config["synthetic"] == 0:
        # The page started before all images were downloaded: it shuffled each part of 10,000 by itself.
        shards = [[index for index in train if index // 10_000 == shard] for shard in range(6)]
    else:
        shards = [list(train)]
    for shard in shards:
        shuffling.shuffle(shard)
    order = [index for shard in shards for index in shard]
    if not config["flip"] and config["shift"] == 0:
        return np.array([sample_words(index) for index in order], np.uint32)
    random, shift = Random(config["seed"], f"augment {epoch}"), config["shift"]
    words = []
    for index in order:
        flip = random.unit() < 0.5 and config["flip"]
        x = random.below(2 * shift + 1) - shift
        y = random.below(2 * shift + 1) - shift
        words.append(sample_words(index, int(flip), x, y))
    return np.array(words, np.uint32)


# %% weights
def read_safetensors(content):
    """The float32 arrays of a safetensors file, by name."""
    start = 8 + int.from_bytes(content[:8], "little")
    arrays = {}
    for name, entry in json.loads(content[8:start]).items():
        if name != "__metadata__":
            first, last = (start + offset for offset in entry["data_offsets"])
            arrays[name] = np.frombuffer(content[first:last], "<f4").reshape(entry["shape"])
    return arrays


def page_weights(name):
    """The arrays of model.safetensors or initial.safetensors, which the page wrote."""
    if name in WEIGHTS:
        return read_safetensors(base64.b64decode(WEIGHTS[name]))
    for folder in (HERE, Path(".")):
        if (folder / name).is_file():
            return read_safetensors((folder / name).read_bytes())
    raise RunError(TEXT["noWeights"].format(name=name))


def new_net(parameters, run=RUN, device=None, dtype=torch.float32):
    """A LeNet with these weights: on the GPU if there is one."""
    net = LeNet(run["config"]).to(device or ("cuda" if torch.cuda.is_available() else "cpu"), dtype)
    net.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in parameters.items()})
    return net


def initial_net(run=RUN, **place):
    """What the run started from: weights that follow from the seed, or those that were fine-tuned."""
    fine_tuned = run["fine_tuned"]
    parameters = page_weights("initial.safetensors") if fine_tuned else seed_parameters(run["config"])
    return new_net(parameters, run, **place)


# %% schedule
def cos_pi(x):
    """cos(pi x) for x in [0, 1], by the page's own series."""
    if x > 0.5:
        return -cos_pi(1 - x)
    square, total = (math.pi * x) * (math.pi * x), 1
    for k in range(10, 0, -1):
        total = 1 - (total * square) / ((2 * k - 1) * (2 * k))
    return total


def rate_factor(schedule, step, total):
    """One-cycle rises from 1/25 to 1 over the first 30% of all steps, then falls to 4e-6, as in PyTorch."""
    if schedule == "constant":
        return 1
    low, last, peak = 1 / 25, total - 1, 0.3 * total - 1
    if step <= peak:
        return 1 + ((low - 1) / 2) * (1 + cos_pi(step / peak))
    low /= 1e4
    return low + ((1 - low) / 2) * (1 + cos_pi(min(1, (step - peak) / (last - peak))))


def learning_rates(run, total):
    """Of every step, as float32: the page rounds them too. A mark is a change by hand in the page."""
    rate, marks, rates = run["config"]["lr"], list(run["marks"]), []
    for step in range(total):
        while marks and marks[0]["step"] <= step:
            rate = marks.pop(0)["value"]
        rates.append(np.float32(rate * rate_factor(run["config"]["schedule"], step, total)))
    return rates


# %% train
def new_optimizer(net, config):
    rate, decay = config["lr"], config["decay"]
    if config["optimizer"] == "sgd":
        return torch.optim.SGD(net.parameters(), lr=rate, momentum=0.9, weight_decay=decay)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[config["optimizer"]]
    return kind(net.parameters(), lr=rate, weight_decay=decay)


def is_better(epoch, best):
    """The highest validation accuracy. Ties: the first epoch, or on your own data the lowest validation loss."""
    if best is None or epoch["validation_accuracy"] > best["validation_accuracy"]:
        return True
    equal = epoch["validation_accuracy"] == best["validation_accuracy"]
    return equal and not IS_FASHION and epoch["validation_loss"] < best["validation_loss"]


def train(net, data, run=RUN):
    """Trains `net`. Returns a record for each epoch, the best epoch's weights, and the loss of every step."""
    config, batch = run["config"], run["config"]["batch"]
    device, dtype = place_of(net)
    images, validation = split_samples(config)
    steps_per_epoch = math.ceil(len(images) / batch)
    total = steps_per_epoch * config["epochs"]
    last = run["stopped_at_step"] or total
    rates = learning_rates(run, total)
    # Each of several processes takes its share of every batch; DistributedDataParallel averages the gradients.
    wrapped = net if WORLD == 1 else nn.parallel.DistributedDataParallel(net)
    criterion = nn.CrossEntropyLoss(label_smoothing=config["smoothing"], reduction="sum")
    optimizer = new_optimizer(net, config)
    history, losses, best, best_weights = [], [], None, None

    def validate(epoch, sums, sizes, started):
        nonlocal best, best_weights
        loss, correct, _ = score(net, data, validation)
        now = {"epoch": epoch, "step": len(losses), "train_loss": float(sums[:, 0].sum() / sum(sizes)),
               "train_accuracy": float(sums[:, 1].sum() / sum(sizes)), "validation_loss": loss,
               "validation_accuracy": correct / len(validation), "seconds": time.perf_counter() - started}
        if is_better(now, best):
            best, best_weights = now, copy.deepcopy(net.state_dict())
        history.append(now)
        speed = sum(sizes) / now["seconds"]
        page = next((page for page in run["page"]["epochs"] if page["epoch"] == epoch), None)
        compared = TEXT["pageEpoch"].format(accuracy=page["validation_accuracy"]) if page else ""
        say(TEXT["epoch"].format(epochs=config["epochs"], speed=speed, **now) + compared)

    for epoch in range(1, config["epochs"] + 1):
        if len(losses) == last:
            break
        started, sums, sizes = time.perf_counter(), [], []
        words = epoch_order(config, images, epoch)
        net.train()
        for first in range(0, len(words), batch):
            step = len(losses) + len(sizes)
            if step == last:
                break
            whole = words[first:first + batch]
            mine = whole[RANK::WORLD]
            # A process without images of a short batch takes one with weight 0, since all must take part.
            x, y = batch_of(data, mine if len(mine) else whole[:1], device, dtype)
            for group in optimizer.param_groups:
                group["lr"] = float(rates[step])
            logits = wrapped(x)
            loss = criterion(logits, y) * (1 if len(mine) else 0)
            optimizer.zero_grad()
            (loss * (WORLD / len(whole))).backward()
            optimizer.step()
            correct = (logits.detach().argmax(1) == y).sum() * (1 if len(mine) else 0)
            sums.append(torch.stack([loss.detach(), correct.to(dtype)]))
            sizes.append(len(whole))
        sums = torch.stack(sums).double() if device.type != "mps" else torch.stack(sums)
        if WORLD > 1:
            torch.distributed.all_reduce(sums)
        sums = sums.cpu().numpy()
        losses += [float(loss) for loss in sums[:, 0] / sizes]
        validated = run["validated_epochs"]
        ended = len(losses) == epoch * steps_per_epoch and (validated is None or epoch <= validated)
        # A run that was stopped in its first epoch was validated at that step. Only one process validates.
        if RANK == 0 and (ended or (len(losses) == last and not history)):
            validate(epoch, sums, sizes, started)
    return history, best_weights, losses


# %% plot
def plot(history, path=None):
    """Two panels, loss and accuracy; dotted the page's validation. Shown, or written into the file `path`."""
    try:
        from matplotlib import pyplot
    except ImportError:
        return say(TEXT["noPlot"])
    figure, panels = pyplot.subplots(1, 2, figsize=(12, 4))
    curves = [(history, "train", "o-", "PyTorch"), (history, "validation", "o-", "PyTorch"),
              (RUN["page"]["epochs"], "validation", "k:", "page")]
    for panel, measure in zip(panels, ("loss", "accuracy")):
        for epochs, part, style, who in curves:
            if epochs:
                x, y = ([epoch[name] for epoch in epochs] for name in ("epoch", f"{part}_{measure}"))
                panel.plot(x, y, style, label=f"{part} {measure}, {who}")
        panel.xaxis.get_major_locator().set_params(integer=True)
        panel.set_xlabel("epoch")
        panel.set_ylabel(measure)
        panel.legend()
    if path:
        figure.savefig(path)
        return pyplot.close(figure)
    return pyplot.show()


# %% test
def test_indices():
    first = RUN["data"]["train_count"]
    return range(first, first + RUN["data"]["test_count"])


def test(net, data):
    """Classifies every test image and compares the count with the page's. Returns it."""
    _, correct, predicted = score(net, data, test_indices())
    page = RUN["page"]["correct"]
    text = TEXT["result"] if page is None else TEXT["comparison"]
    say(text.format(correct=correct, total=len(predicted), page=page))
    return correct


# %% names
def test_with_names(net, data, count=10):
    """The first test images: predicted and true class by name."""
    names, indices = RUN["class_names"], test_indices()[:count]
    _, _, predicted = score(net, data, indices)
    for index, answer in zip(indices, predicted):
        truth = data[0][index]
        mark = "" if answer == truth else " ✗"
        say(TEXT["name"].format(predicted=names[answer], truth=names[truth], mark=mark))


# %% another
def another_run(**changes):
    """The run with other values in its configuration. What was done by hand in the page is left out."""
    return {**RUN, "config": {**RUN["config"], **changes}, "marks": [], "stopped_at_step": None,
            "validated_epochs": None, "page": {**RUN["page"], "epochs": []}}


# %% main
HELP = """in several processes or on several machines, with the same result apart from rounding:
  torchrun --standalone --nproc_per_node=2 train.py
  torchrun --nnodes=2 --nproc_per_node=8 --rdzv_backend=c10d --rdzv_endpoint=HOST:29500 train.py
Start the second line on each machine; HOST is one of them. Each machine reads the images from its
own disk. A network as small as LeNet is often slower this way. --batch 4096 gives each process more work,
but is a different run than in the page."""


def positive(text):
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], epilog=HELP,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", metavar="FOLDER", help="folder of the IDX files (default: ./data and others)")
    parser.add_argument("--out", metavar="FOLDER", default=".", help="for best_model.pth, history.json, curves.png")
    parser.add_argument("--score", action="store_true", help="only test the page's model.safetensors")
    parser.add_argument("--device", help="cpu, cuda, ... (default: the GPU if there is one)")
    parser.add_argument("--double", action="store_true", help="compute in float64")
    parser.add_argument("--threads", type=positive, default=1, help="CPU threads (default: 1)")
    parser.add_argument("--epochs", type=positive, help="epochs (a different run than in the page)")
    parser.add_argument("--batch", type=positive, help="batch size (a different run than in the page)")
    parser.add_argument("--lr", type=float, help="learning rate (a different run than in the page)")
    return parser.parse_args()


def join_processes(device, batch):
    """Joins the other processes that torchrun started. Returns this one's device."""
    if batch < WORLD:
        raise RunError(TEXT["tooMany"].format(processes=WORLD, batch=batch))
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    if device == "cuda":
        torch.cuda.set_device(LOCAL_RANK)
        device = f"cuda:{LOCAL_RANK}"
    torch.distributed.init_process_group("nccl" if device.startswith("cuda") else "gloo")
    say(TEXT["processes"].format(processes=WORLD))
    return device


def load_data_once(folder):
    """One process of each machine downloads what is missing; the others wait for it."""
    if WORLD > 1 and LOCAL_RANK != 0:
        torch.distributed.barrier()
    data = load_data(folder)
    if WORLD > 1 and LOCAL_RANK == 0:
        torch.distributed.barrier()
    return data


def main():
    chosen = options()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console may not have every character
    use_exact_arithmetic(chosen.threads)
    changes = {name: value for name, value in vars(chosen).items()
               if name in ("epochs", "batch", "lr") and value is not None}
    run = another_run(**changes) if changes else RUN
    only_score = chosen.score or not RUN["repeatable"]
    device = chosen.device
    if WORLD > 1 and not only_score:
        device = join_processes(device, run["config"]["batch"])
    place = {"device": device, "dtype": torch.float64 if chosen.double else torch.float32}
    if only_score:
        if not RUN["repeatable"]:
            say(TEXT["notRepeatable"])
        return test(new_net(page_weights("model.safetensors"), **place), load_data(chosen.data))
    if changes:
        changed = ", ".join(f"{name} {value}" for name, value in changes.items())
        say(TEXT["anotherRun"].format(changes=changed))
    data = load_data_once(chosen.data)
    net = initial_net(run, **place)
    if RANK == 0:
        summary(net)
    history, best_weights, losses = train(net, data, run)
    if RANK == 0:
        out = Path(chosen.out)
        out.mkdir(parents=True, exist_ok=True)
        net.load_state_dict(best_weights)
        torch.save({name: tensor.cpu() for name, tensor in best_weights.items()}, out / "best_model.pth")
        plot(history, out / "curves.png")
        correct = test(net, data)
        record = {"config": run["config"], "epochs": history, "losses": losses, "correct": correct,
                  "total": RUN["data"]["test_count"], "page": RUN["page"], "torch": torch.__version__}
        (out / "history.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    if WORLD > 1:
        torch.distributed.destroy_process_group()
    return None


if __name__ == "__main__":
    try:
        main()
    except RunError as error:
        sys.exit(str(error))
