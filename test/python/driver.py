"""Runs parts of exported scripts for the tests: `driver.py JOB.json`.

A job names the scripts, what is done with each, where the images are, and the folder of the answers: flat little-endian
arrays and JSON, named by the script's number.
"""

import importlib.util
import json
import pathlib
import sys

import numpy as np

job = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
out = pathlib.Path(job["out"])


def load(path):
    spec = importlib.util.spec_from_file_location("script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def flat(arrays):
    return np.concatenate([np.asarray(array).ravel() for array in arrays])


def facts(script, number):
    """What follows from the seed, as the script has it."""
    config = script.RUN["config"]
    train, validation = script.split_samples(config)
    steps = -(-len(train) // config["batch"]) * config["epochs"]
    arrays = {
        "initial": flat(script.seed_parameters(config).values()).astype("<f4"),
        "train": np.array(train, "<u4"),
        "validation": np.array(validation, "<u4"),
        "first-order": script.epoch_order(config, train, 1).astype("<u4"),
        "second-order": script.epoch_order(config, train, 2).astype("<u4"),
        "rates": np.array(script.learning_rates(script.RUN, steps), "<f4"),
    }
    for name, array in arrays.items():
        array.tofile(out / f"{number}.{name}")


def images(script, number):
    """The pixels of the sample words in the job."""
    _, images = script.load_data(job["data"])
    script.pixels(images, np.array(job["words"], np.uint32)).tofile(out / f"{number}.pixels")


def train(script, number):
    """Trains as the script says; writes the last weights and the best, and counts with the best."""
    import torch

    script.use_exact_arithmetic()
    if script.WORLD > 1:
        script.join_processes("cpu", script.RUN["config"]["batch"])
    data = script.load_data(job["data"])
    net = script.initial_net(device="cpu", dtype=getattr(torch, job["dtype"]))
    history, best, losses = script.train(net, data)
    if script.RANK == 0:
        for name, weights in (("weights", net.state_dict()), ("best", best)):
            flat([tensor.numpy() for tensor in weights.values()]).astype("<f8").tofile(out / f"{number}.{name}")
        net.load_state_dict(best)
        correct = script.score(net, data, script.test_indices())[1]
        answer = {"history": history, "losses": losses, "correct": correct}
        (out / f"{number}.json").write_text(json.dumps(answer), encoding="utf-8")
    if script.WORLD > 1:
        torch.distributed.destroy_process_group()


def names(script, number):
    """The texts that came from a person."""
    answer = [*script.RUN["class_names"], script.RUN["data"]["name"]]
    (out / f"{number}.json").write_text(json.dumps(answer), encoding="utf-8")


for number, path in enumerate(job["scripts"]):
    {"facts": facts, "images": images, "train": train, "names": names}[job["do"]](load(path), number)
