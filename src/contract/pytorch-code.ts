// Python code that rebuilds the network in PyTorch and loads its weights, for the results and for the model card of an export.

import type { Activation, ModelConfig, Pooling } from './model.ts';

const ACTIVATION_MODULES: Record<Activation, string> = {
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
};
const POOLING_MODULES: Record<Pooling, string> = { average: 'nn.AvgPool2d(2)', max: 'nn.MaxPool2d(2)' };

/** A complete program, which needs the package safetensors. The model takes images as float [count, 1, 28, 28] from 0 to 1. */
export function pytorchCode(model: ModelConfig, fileName: string): string {
  const { c1, c3, f5, f6, activation, pooling, dense, classes } = model;
  const act = (inner: string) => `self.act(${inner})`;
  const between = (inner: string) => (dense ? act(inner) : inner);
  return `from safetensors.torch import load_file
from torch import nn


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, ${c1}, 5, padding=2)
        self.c3 = nn.Conv2d(${c1}, ${c3}, 5)
        self.f5 = nn.Linear(${c3 * 25}, ${f5})
        self.f6 = nn.Linear(${f5}, ${f6})
        self.f7 = nn.Linear(${f6}, ${classes})
        self.act = ${ACTIVATION_MODULES[activation]}
        self.pool = ${POOLING_MODULES[pooling]}

    def forward(self, x):
        x = self.pool(${act('self.c1(x)')})
        x = self.pool(${act('self.c3(x)')}).flatten(1)
        x = ${between('self.f5(x)')}
        x = ${between('self.f6(x)')}
        return self.f7(x)


model = LeNet()
model.load_state_dict(load_file("${fileName}"))
model.eval()
`;
}
