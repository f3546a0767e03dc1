"""Prints whether files of weights hold the same bits: `same_weights.py A.pth B.pth`."""

import sys

import torch

first, second = (torch.load(path) for path in sys.argv[1:])
print(list(first) == list(second) and all(torch.equal(first[name], second[name]) for name in first))
