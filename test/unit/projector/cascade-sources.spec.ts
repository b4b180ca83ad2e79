import { beforeEach, describe, expect, it } from 'vitest';
import { documentsWhere, sourcesFrom } from '../../../src/projector/cascade-sources.js';
import { MemoryViewStore } from '../../support/memory-view-store.js';

// Pages of a thousand: one more than two of them, so that the last is a short one.
const MANY = 2_001;
const day = (number: number) => `2026-01-${String(1 + (number % 28)).padStart(2, '0')}`;

let store: MemoryViewStore;
beforeEach(async () => {
  store = new MemoryViewStore();
  await store.create('facts', { until: ['until'], kind: ['kind'] });
  await store.write(
    'facts',
    Array.from({ length: MANY }, (_, number) => ({
      key: `fact-${number}`,
      position: String(number).padStart(8, '0'),
      document: { kind: number % 2 === 0 ? 'even' : 'odd', until: day(number) },
      existed: false,
    })),
  );
});

const read = async (from: string): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for await (const page of sourcesFrom(store, 'facts', 'until', from)) {
    for (const [key, { position }] of page) {
      expect(found.has(key)).toBe(false);
      found.set(key, position);
    }
  }
  return found;
};

describe('sources that settings reach', () => {
  it('are all read, each once, with where it stands', async () => {
    const found = await read('');
    expect(found.size).toBe(MANY);
    expect(found.get('fact-2000')).toBe('00002000');
  });

  it('are those from the moment on', async () => {
    const found = await read('2026-01-28');
    expect(found.size).toBe(Array.from({ length: MANY }, (_, number) => day(number)).filter((one) => one >= '2026-01-28').length);
  });

  it('are none behind the last moment', async () => expect((await read('2027')).size).toBe(0));
});

describe('documents of a kind', () => {
  it('are all read, over any number of pages', async () => {
    expect((await documentsWhere(store, 'facts', { kind: 'even' })).size).toBe(1_001);
    expect((await documentsWhere(store, 'facts', {})).size).toBe(MANY);
    expect((await documentsWhere(store, 'facts', { kind: 'neither' })).size).toBe(0);
  });

  it('are none while there is no collection', async () => expect((await documentsWhere(store, 'nothing', {})).size).toBe(0));
});
