import { expect, it } from 'vitest';
import { RecentIds } from '../../../src/event-log/embedded/event-writer.js';

const { capacity } = RecentIds;

it('remembers where the newest ids were written, wherever the log stood, and forgets the oldest', () => {
  const recent = new RecentIds();
  const begun = 7_000;
  for (let sequence = begun; sequence < begun + 3 * capacity; sequence += 1) recent.add(`id-${sequence}`, sequence);
  const oldest = begun + 2 * capacity;
  expect(recent.sequenceOf(`id-${oldest - 1}`)).toBeUndefined();
  for (const sequence of [oldest, oldest + 1, begun + 3 * capacity - 1])
    expect(recent.sequenceOf(`id-${sequence}`)).toBe(sequence);
});

it('counts an id that was written again as new', () => {
  const recent = new RecentIds();
  recent.add('twice', 1);
  recent.add('twice', 2);
  for (let sequence = 3; sequence <= capacity + 1; sequence += 1) recent.add(`id-${sequence}`, sequence);
  expect(recent.sequenceOf('twice')).toBe(2);
  recent.add('last', capacity + 2);
  expect(recent.sequenceOf('twice')).toBeUndefined();
});
