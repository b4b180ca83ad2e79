import { describe, expect, it } from '@jest/globals';
import type { Projection } from '../../../projections/kit/projection.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { changedKeys } from '../../../src/queries/changed-keys.js';

const projection = {
  handles: ['Told'],
  keys: ({ data }: { data: { about: string[] } }) => data.about,
} as unknown as Projection;
const event = (type: string, ...about: string[]) => ({ type, data: { about } }) as unknown as RecordedEvent;
const logOf = (...pages: (readonly RecordedEvent[])[]) =>
  ({
    async *read(after: string) {
      expect(after).toBe('0007');
      yield* pages;
    },
  }) as unknown as EventLog;

describe('changedKeys', () => {
  it('names each document that an event of the projection touches, once', async () => {
    const log = logOf([event('Told', 'a', 'b'), event('Other', 'c')], [event('Told', 'b', 'd')]);
    expect(await changedKeys(log, projection, '0007')).toEqual(['a', 'b', 'd']);
    expect(await changedKeys(logOf(), projection, '0007')).toEqual([]);
  });

  it('gives up where reading all is the shorter way', async () => {
    const page = Array.from({ length: 10_001 }, () => event('Other'));
    expect(await changedKeys(logOf(page), projection, '0007')).toEqual([]);
    expect(await changedKeys(logOf(page, page), projection, '0007')).toBeNull();
  });
});
