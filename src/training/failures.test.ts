// Which failure the page shows for an error.

import { expect, test } from 'vitest';
import { CodeLoadError } from '../base/load-code.ts';
import type { DeviceReport } from '../contract/device.ts';
import { DataError } from '../dataset/fetch-shards.ts';
import { DeviceLostError } from '../engine/engine.ts';
import { failureOf } from './failures.ts';

const report: DeviceReport = {
  webgpu: { state: 'none', reason: 'no-api' },
  chosen: 'wasm',
  device: { kind: 'cpu', threads: 2 },
  reason: 'fastest',
  trials: [],
};

test('code that could not be fetched names the network, before and after an engine is chosen', () => {
  const error = new CodeLoadError('Failed to fetch dynamically imported module: tfjs.js');
  for (const known of [null, report]) {
    expect(failureOf(error, known)).toEqual({
      kind: 'worker',
      reason: 'not-loaded',
      message: error.message,
    });
  }
});

test('any other error before an engine is chosen blames neither the worker nor its memory', () => {
  expect(failureOf(new Error('x is not a function'), null)).toEqual({
    kind: 'unexpected',
    message: 'x is not a function',
  });
});

test('data, engines and devices have failures of their own', () => {
  expect(failureOf(new DataError('train-0.bin', 'http', 404), report)).toEqual({
    kind: 'data',
    file: 'train-0.bin',
    reason: 'http',
    status: 404,
  });
  expect(failureOf(new Error('no SIMD'), report)).toMatchObject({ kind: 'engine', reason: 'unavailable' });
  expect(failureOf(new Error('trap'), report, true)).toMatchObject({ kind: 'engine', reason: 'error' });
  expect(failureOf(new DeviceLostError('lost'), report, true)).toMatchObject({
    kind: 'engine',
    reason: 'lost',
  });
});
