// The plans and their kernels: which programs are the same, and that each kernel's twin exists.

import { expect, test } from 'vitest';
import { oddActivations } from '../testing/activations.ts';
import { GOLDEN_NAMES } from '../testing/golden.ts';
import { SPEC } from '../testing/inputs.ts';
import { loadGolden } from '../testing/load.ts';
import { makePlan, PLAN_NAMES, planFor } from './plans.ts';

const kernels = import.meta.glob<string>('./kernels/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const reference = import.meta.glob<Record<string, unknown>>('../reference/*.ts');

const specs = async () => [
  SPEC,
  ...oddActivations().map(({ spec }) => spec),
  ...(await Promise.all(GOLDEN_NAMES.map(loadGolden))).map(({ spec }) => spec),
];

test('the fused and the layered plan have the same kernels and tuning for scores and activations', async () => {
  for (const spec of await specs()) {
    const [fused, layered] = [makePlan('fused', spec), makePlan('layered', spec)];
    for (const program of ['scoring', 'activations'] as const) {
      const parts = ({ tuning, kernels }: typeof fused.scoring) => ({
        tuning,
        kernels: kernels.map(({ name, source, workgroups }) => ({
          name,
          source,
          workgroups: [1, 7, 256].map(workgroups),
        })),
      });
      expect(parts(fused[program])).toEqual(parts(layered[program]));
    }
  }
});

test('the plan follows from the device: software, memory of a workgroup, threads of a workgroup', () => {
  const limits = (maxComputeInvocationsPerWorkgroup: number, kilobytes: number) => ({
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupStorageSize: 1024 * kilobytes,
  });
  const article = { ...SPEC, model: { ...SPEC.model, c1: 6, c3: 16, f5: 120, f6: 84 } };
  const wide = { ...SPEC, model: { ...SPEC.model, c1: 32, c3: 64 } };
  expect(planFor(article, false, limits(256, 16))).toBe('fused');
  expect(planFor(wide, false, limits(256, 16))).toBe('layered');
  expect(planFor(article, true, limits(256, 16))).toBe('rows');
  expect(planFor(article, false, limits(128, 16))).toBe('rows');
  const { training, scoring, activations } = makePlan('rows', article);
  for (const { tuning } of [training, scoring, activations])
    expect(tuning.sampleThreads).toBeLessThanOrEqual(128);
});

test('every kernel file is part of a plan', () => {
  const sources = PLAN_NAMES.flatMap((name) => {
    const { training, scoring, activations } = makePlan(name, SPEC);
    return [training, scoring, activations].flatMap((part) => part.kernels.map(({ source }) => source));
  });
  const unused = Object.entries(kernels).filter(
    ([, text]) => !sources.some((source) => source.includes(text)),
  );
  expect(unused.map(([path]) => path)).toEqual([]);
});

/** The parity suite compares the numbers: every plan's outputs of each layer and gradients of each tensor. */
test('every twin that a kernel names is a function or class of the reference', async () => {
  const found: string[] = [];
  const missing: string[] = [];
  for (const [path, text] of Object.entries(kernels)) {
    const line = /^\/\/ Twin: (.*)\.$/m.exec(text)?.[1] ?? '';
    for (const [, file, names] of line.matchAll(/([\w-]+\.ts) \(([\w, ]+)\)/g)) {
      const exports = await reference[`../reference/${file}`]?.();
      for (const name of names!.split(', ')) {
        const list = typeof exports?.[name] === 'function' ? found : missing;
        list.push(`${path}: ${name} of ${file}`);
      }
    }
  }
  expect(missing).toEqual([]);
  const withTwin = Object.values(kernels).filter((text) => text.includes('Twin'));
  expect(withTwin.length).toBeGreaterThan(10);
  expect(new Set(found.map((twin) => twin.split(':')[0])).size).toBe(withTwin.length);
});
