"""Scores a weight file of LeNet Playground in PyTorch, on the 10,000 test images of FashionMNIST.

    python3 tools/check_weights.py FILE.safetensors [--data FOLDER] [--article] [--tolerance 0.0002]

The file goes into the tutorial's LeNet module through load_state_dict. Widths come from the tensors' shapes; activation,
pooling and the dense activation from the file's metadata; --article takes Classic LeNet whatever the file says.
Needs only torch: the safetensors format is read here. Exits with 1 when the file names a test accuracy that
differs from PyTorch's by more than the tolerance (two images by default).
"""

import argparse
import gzip
import json
import pathlib
import struct
import sys

import torch
from torch import nn

ACTIVATIONS = {'sigmoid': nn.Sigmoid, 'tanh': nn.Tanh, 'relu': nn.ReLU}
POOLINGS = {'average': nn.AvgPool2d, 'max': nn.MaxPool2d}
ARTICLE = {'activation': 'sigmoid', 'pooling': 'average', 'dense': False, 'c1': 6, 'c3': 16, 'f5': 120, 'f6': 84}


class LeNet(nn.Module):
    """The tutorial's module, with its choices as arguments."""

    def __init__(self, activation, pooling, dense, c1, c3, f5, f6):
        super().__init__()
        self.c1 = nn.Conv2d(1, c1, kernel_size=5, padding=2)
        self.s2 = POOLINGS[pooling](kernel_size=2, stride=2)
        self.c3 = nn.Conv2d(c1, c3, kernel_size=5)
        self.s4 = POOLINGS[pooling](kernel_size=2, stride=2)
        self.flatten = nn.Flatten()
        self.f5 = nn.Linear(c3 * 5 * 5, f5)
        self.f6 = nn.Linear(f5, f6)
        self.f7 = nn.Linear(f6, 10)
        self.activation = ACTIVATIONS[activation]()
        self.between = self.activation if dense else nn.Identity()

    def forward(self, x):
        x = self.s2(self.activation(self.c1(x)))
        x = self.s4(self.activation(self.c3(x)))
        x = self.between(self.f5(self.flatten(x)))
        return self.f7(self.between(self.f6(x)))


def read_safetensors(path):
    """The tensors by name, and the metadata."""
    raw = path.read_bytes()
    (length,) = struct.unpack_from('<Q', raw)
    header = json.loads(raw[8 : 8 + length])
    metadata = header.pop('__metadata__', {})
    tensors = {}
    for name, entry in header.items():
        if entry['dtype'] != 'F32':
            sys.exit(f'{path}: {name} is {entry["dtype"]}, not F32')
        start, end = entry['data_offsets']
        data = bytearray(raw[8 + length + start : 8 + length + end])
        tensors[name] = torch.frombuffer(data, dtype=torch.float32).reshape(entry['shape'])
    return tensors, metadata


def read_idx(folder, name, header):
    """The body of an IDX file, gzipped or not, as a uint8 tensor."""
    path = folder / name
    packed = folder / f'{name}.gz'
    if not path.exists() and not packed.exists():
        sys.exit(f'{path}: there is no such file, nor {packed.name}. On Debian: apt install dataset-fashion-mnist')
    raw = path.read_bytes() if path.exists() else gzip.decompress(packed.read_bytes())
    return torch.frombuffer(bytearray(raw[header:]), dtype=torch.uint8)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file', type=pathlib.Path)
    parser.add_argument('--data', type=pathlib.Path, default=pathlib.Path('/usr/share/datasets/fashion-mnist'))
    parser.add_argument('--article', action='store_true')
    parser.add_argument('--tolerance', type=float, default=0.0002)
    options = parser.parse_args()

    tensors, metadata = read_safetensors(options.file)
    choices = dict(ARTICLE)
    if not options.article:
        choices.update({layer: tensors[f'{layer}.bias'].shape[0] for layer in ('c1', 'c3', 'f5', 'f6')})
        config = json.loads(metadata.get('config', '{}'))
        choices.update({key: config[key] for key in ('activation', 'pooling', 'dense') if key in config})
    model = LeNet(**choices)
    model.load_state_dict(tensors)
    model.eval()

    images = read_idx(options.data, 't10k-images-idx3-ubyte', 16).reshape(-1, 1, 28, 28)
    labels = read_idx(options.data, 't10k-labels-idx1-ubyte', 8)
    with torch.no_grad():
        batches = (model(batch.float() / 255).argmax(1) for batch in images.split(500))
        correct = int((torch.cat(list(batches)) == labels).sum())
    accuracy = correct / len(labels)

    print('network ', ', '.join(f'{key} {value}' for key, value in choices.items()))
    print('weights ', sum(tensor.numel() for tensor in tensors.values()))
    print(f'accuracy {accuracy:.4f} ({correct} of {len(labels)})')
    if 'test_accuracy' in metadata:
        named = float(metadata['test_accuracy'])
        print(f'in file  {named:.4f}')
        if abs(named - accuracy) > options.tolerance:
            sys.exit('The accuracy in the file is another.')


if __name__ == '__main__':
    main()
