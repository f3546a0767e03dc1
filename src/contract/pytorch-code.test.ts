import { describe, expect, it } from 'vitest';
import { PRESETS } from './config.ts';
import { pytorchCode } from './pytorch-code.ts';

describe('pytorchCode', () => {
  it('writes Classic LeNet’s network', () => {
    const text = pytorchCode(PRESETS.article, 'weights.safetensors');
    expect(text).toContain('self.f5 = nn.Linear(400, 120)');
    expect(text).toContain('self.f7 = nn.Linear(84, 10)');
    expect(text).toContain('self.act = nn.Sigmoid()');
    expect(text).toContain('x = self.f6(x)');
    expect(text).toContain('load_file("weights.safetensors")');
  });

  it('follows widths and choices', () => {
    const text = pytorchCode({ ...PRESETS.modern, c1: 16, c3: 32, classes: 36 }, 'weights.safetensors');
    expect(text).toContain('self.c3 = nn.Conv2d(16, 32, 5)');
    expect(text).toMatch(/self\.f7 = nn\.Linear\(\d+, 36\)/);
    expect(text).toContain('self.pool = nn.MaxPool2d(2)');
    expect(text).toContain('x = self.act(self.f6(x))');
  });
});
