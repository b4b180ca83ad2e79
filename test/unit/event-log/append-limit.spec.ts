import { expect, it } from 'vitest';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppendLimit } from '../../../src/event-log/eventstoredb/append-stream.js';

/** Work that ends when told to, and how much of it has started. */
const manyPieces = (limit: AppendLimit, count: number) => {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  const results = Array.from({ length: count }, (_, number) =>
    limit.run(() => {
      started.push(number);
      return new Promise<number>((resolve) => ends.push(() => resolve(number)));
    }),
  );
  return { ends, started, results };
};

it('stays below what the client holds until a stream holds more, and again when the next does not', async () => {
  const limit = new AppendLimit();
  const { ends, started, results } = manyPieces(limit, 1_200);
  await nextTurn();
  expect(started).toHaveLength(15);

  limit.adapt(true);
  await nextTurn();
  expect(started).toHaveLength(512);

  limit.adapt(false);
  for (const end of ends.splice(0, 498)) end();
  await nextTurn();
  expect(started).toHaveLength(513);

  while (started.length < 1_200 || ends.length > 0) {
    for (const end of ends.splice(0)) end();
    await nextTurn();
  }
  expect(started).toEqual([...started].sort((a, b) => a - b));
  expect(await Promise.all(results)).toHaveLength(1_200);
});

it('gives a failed piece’s place to the next', async () => {
  const limit = new AppendLimit();
  const failing = Array.from({ length: 15 }, () => limit.run(() => Promise.reject(new Error('lost'))));
  const next = limit.run(() => Promise.resolve('done'));
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await next).toBe('done');
});
