import { describe, expect, it } from 'vitest';
import type { Projection } from '../../../projections/kit/projection.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import { changedKeys } from '../../../src/queries/live-views.js';

const projection = {
  handles: ['Told'],
  keys: ({ data }: { data: { about: string[] } }) => {
    if (data.about.includes('nothing')) throw new Error('no key can be read');
    return data.about;
  },
} as unknown as Projection;
const event = (position: string, type: string, ...about: string[]) =>
  ({ position, type, data: { about } }) as unknown as RecordedEvent;
const logOf = (...pages: (readonly RecordedEvent[])[]) =>
  ({
    async *read(after: string) {
      expect(after).toBe('0007');
      yield* pages;
    },
  }) as unknown as EventLog;
const stretch = { since: '0007', until: '0009', most: 3 };

const none = () => Promise.resolve([]);

describe('changedKeys', () => {
  it('names each document that an event of the projection touches, once', async () => {
    const log = logOf([event('0008', 'Told', 'a', 'b'), event('0009', 'Other', 'c')], [event('0010', 'Told', 'b', 'd')]);
    expect(await changedKeys(log, projection, stretch, none)).toEqual(['a', 'b', 'd']);
  });

  it('reads nothing where nothing has happened', async () => {
    const log = { read: () => expect(true).toBe(false) } as unknown as EventLog;
    expect(await changedKeys(log, projection, { ...stretch, until: '0007' }, none)).toEqual([]);
  });

  it('passes over an event that no key can be read from', async () => {
    const log = logOf([event('0008', 'Told', 'nothing'), event('0009', 'Told', 'a')]);
    expect(await changedKeys(log, projection, stretch, none)).toEqual(['a']);
  });

  it('gives up where reading all is the shorter way', async () => {
    const others = ['0008', '0009'].map((position) => event(position, 'Other'));
    expect(await changedKeys(logOf(others), projection, stretch, none)).toEqual([]);
    expect(await changedKeys(logOf(others, others), projection, stretch, none)).toBeNull();
  });

  it('says nothing about a stretch of which the log does not show the end', async () => {
    expect(await changedKeys(logOf(), projection, stretch, none)).toBeNull();
    expect(await changedKeys(logOf([event('0008', 'Told', 'a')]), projection, stretch, none)).toBeNull();
  });

  it('names the documents made of others that have changed, and gives up where settings may have reached any', async () => {
    const cascade = { changedField: 'changedAt', settings: { types: ['Adopted'] } };
    const derived = { ...projection, handles: ['Told', 'Adopted'], cascade } as unknown as Projection;
    const find = (field: string, since: string) => Promise.resolve([`made since ${since} by ${field}`]);
    const told = [event('0008', 'Told', 'a'), event('0009', 'Told', 'b')];
    expect(await changedKeys(logOf(told), derived, stretch, find)).toEqual(['a', 'b', 'made since 0007 by changedAt']);
    expect(await changedKeys(logOf([event('0009', 'Adopted', 'x')]), derived, stretch, find)).toBeNull();
  });
});
