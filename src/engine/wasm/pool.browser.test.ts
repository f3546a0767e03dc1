// Networks on a pool's threads in a real browser: its own host starts them, and they compute the same bits as in Node.

import { expect, test } from 'vitest';
import { createPool } from './pool.ts';
import { ARTICLE, prepared, SAME_BITS, specOf, trainedBits } from './same-bits.fixture.ts';

test('the same bits as in Node, side by side', async () => {
  const pool = await createPool(0);
  const networks = await Promise.all([1, 2, 3].map(() => prepared(pool.create(specOf(ARTICLE)), ARTICLE)));
  const bits = await Promise.all(networks.map((network) => trainedBits(network, 50)));
  expect(bits).toEqual([SAME_BITS, SAME_BITS, SAME_BITS]);
  pool.dispose();
  await expect(networks[0]!.read()).rejects.toThrow('disposed');
});
