"""What the bench's Python programs share: the data files, and the answers line by line, which contestant.ts reads.

Their arguments: the folder of the data files, a file of initial parameters (float32, contract/model.ts's layout), a file
of image indices (uint32), the number of threads, the batch, and the mode. What a mode prepares is not timed. The first
line that is printed says version, threads and GPU. Each line of standard input is then a number of steps to train, or
"read" for the parameters; each answer is one line of JSON.
"""

import gzip
import json
import pathlib
import sys
from dataclasses import dataclass

import numpy as np


@dataclass
class Arguments:
    images: np.ndarray
    """[60000, 1, 28, 28], between 0 and 1."""
    labels: np.ndarray
    order: np.ndarray
    parameters: np.ndarray
    threads: int
    batch: int
    mode: str


def load_shards(folder, first, end):
    shards = json.loads((folder / "manifest.json").read_text())["shards"][first:end]
    contents = [np.frombuffer(gzip.decompress((folder / s["file"]).read_bytes()), np.uint8) for s in shards]
    labels = np.concatenate([c[: s["count"]] for c, s in zip(contents, shards)])
    pixels = np.concatenate([c[s["count"] :] for c, s in zip(contents, shards)])
    return (pixels.astype(np.float32) / 255).reshape(-1, 1, 28, 28), labels.astype(np.int64)


def read_arguments():
    folder, parameters_file, order_file, threads, batch, mode = sys.argv[1:]
    images, labels = load_shards(pathlib.Path(folder), 0, 6)
    order = np.fromfile(order_file, np.uint32).astype(np.int64)
    parameters = np.fromfile(parameters_file, np.float32)
    return Arguments(images, labels, order, parameters, int(threads), int(batch), mode)


def serve(introduction, train, read):
    """`train(steps)` returns milliseconds and losses, `read()` the flat parameters."""

    def answer(value):
        print(json.dumps(value), flush=True)

    answer(introduction)
    for line in sys.stdin:
        if line.strip() == "read":
            answer(read())
        else:
            milliseconds, losses = train(int(line))
            answer({"milliseconds": milliseconds, "losses": losses})
