import { expect, test } from 'vitest';
import { createPendingRequests, type Answer } from './pending.ts';

const exported = (id: number): Answer => ({ type: 'exported', id, name: 'a', bytes: new Uint8Array(1) });

test('each request has an id, and gets the answer with that id', async () => {
  const pending = createPendingRequests();
  const [first, second] = [pending.open('exported'), pending.open('exported')];
  expect(first.id).not.toBe(second.id);
  pending.settle(exported(second.id));
  pending.settle(exported(first.id));
  expect((await first.answer)?.id).toBe(first.id);
  expect((await second.answer)?.id).toBe(second.id);
});

test('a refusal, an answer of another type and a lost worker give null', async () => {
  const pending = createPendingRequests();
  const requests = [pending.open('images'), pending.open('images'), pending.open('images')];
  pending.settle({ type: 'refused', id: requests[0]!.id, reason: 'no-data' });
  pending.settle(exported(requests[1]!.id));
  pending.refuseAll();
  expect(await Promise.all(requests.map(({ answer }) => answer))).toEqual([null, null, null]);
});

test('an answer that nobody waits for, or that comes twice, is ignored', async () => {
  const pending = createPendingRequests();
  pending.settle(exported(99));
  const { id, answer } = pending.open('exported');
  pending.refuseAll();
  pending.settle(exported(id));
  expect(await answer).toBeNull();
});
