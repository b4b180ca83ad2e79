import { beforeAll, expect, it } from 'vitest';
import type { ViewQuery } from '../../../src/view-store/view-store.js';
import { overEngines } from './engines.js';
import { fill, record } from './records.js';

/** Every second one is long: an engine may keep long documents otherwise than short ones. */
const TICKETS = [
  { id: 't1', status: 'OPEN', due: '2026-01-03', urgent: true, points: 5, team: 'a' },
  { id: 't2', status: 'OPEN', due: '2026-01-01', urgent: false, points: 10, team: 'b' },
  { id: 't3', status: 'HELD', due: '2026-01-02', urgent: true, points: 7.5, team: 'a' },
  { id: 't4', status: 'OPEN', due: '2026-01-01', urgent: true, points: -1, team: null },
  { id: 't5', status: 'Éteint', due: '2026-01-09', urgent: false, points: 0, team: '🩺' },
].map((ticket, n) => (n % 2 === 0 ? { ...ticket, long: 'Häma🩺 '.repeat(1_000) } : ticket));
const INDEXES = { status: ['status', 'due'], due: ['due'], urgent: ['urgent', 'points'], points: ['points'], team: ['team'] };

overEngines('A view store finds', (subject) => {
  let collection: string;
  beforeAll(async () => {
    collection = await subject.collection(INDEXES);
    await fill(subject.store, collection, TICKETS);
    await subject.store.write(collection, [record('t0', 1, null)]);
  });
  const keys = async (query: Partial<ViewQuery>) =>
    (await subject.store.find(collection, { limit: 100, ...query })).map(({ key }) => key);

  it.each<[string, Partial<ViewQuery>, string[]]>([
    ['everything in the order of the keys', {}, ['t1', 't2', 't3', 't4', 't5']],
    ['the same backwards', { descending: true }, ['t5', 't4', 't3', 't2', 't1']],
    ['as many as asked for', { limit: 2 }, ['t1', 't2']],
    ['by a field, then by the key', { orderBy: 'due' }, ['t2', 't4', 't3', 't1', 't5']],
    ['the same backwards', { orderBy: 'due', descending: true }, ['t5', 't1', 't3', 't4', 't2']],
    ['by an equal text', { where: { status: 'OPEN' }, orderBy: 'due' }, ['t2', 't4', 't1']],
    ['by an equal text without an order', { where: { status: 'OPEN' } }, ['t1', 't2', 't4']],
    [
      'in the order of what is held equal: by the key',
      { where: { due: '2026-01-01' }, orderBy: 'due', descending: true },
      ['t4', 't2'],
    ],
    ['by true', { where: { urgent: true }, orderBy: 'points' }, ['t4', 't1', 't3']],
    ['by false', { where: { urgent: false }, orderBy: 'points' }, ['t5', 't2']],
    ['numbers as numbers', { orderBy: 'points' }, ['t4', 't5', 't1', 't3', 't2']],
    ['by an equal number', { where: { points: 7.5 } }, ['t3']],
    ['by other than ASCII', { where: { status: 'Éteint', team: '🩺' } }, ['t5']],
    ['by one of several', { where: { status: ['HELD', 'Éteint'] } }, ['t3', 't5']],
    ['by one of several true and false', { where: { urgent: [true, false] }, orderBy: 'points', limit: 2 }, ['t4', 't5']],
    ['by one of none', { where: { status: [] } }, []],
    ['by a field of another index as well', { where: { status: 'OPEN', team: 'a' }, orderBy: 'due' }, ['t1']],
    ['by a field of no index as well', { where: { status: 'OPEN', id: ['t1', 't2'] }, orderBy: 'due' }, ['t2', 't1']],
    ['by a range of no index', { ranges: [{ field: 'id', from: 't2', before: 't4' }] }, ['t2', 't3']],
    ['by a field that is in none', { where: { nothing: 'a' } }, []],
    ['a range, its end left out', { ranges: [{ field: 'due', from: '2026-01-01', before: '2026-01-03' }] }, ['t2', 't3', 't4']],
    ['a range of the order', { ranges: [{ field: 'points', from: 0 }], orderBy: 'points' }, ['t5', 't1', 't3', 't2']],
    [
      'a range of the order backwards',
      { ranges: [{ field: 'points', before: 7.5 }], orderBy: 'points', descending: true },
      ['t1', 't5', 't4'],
    ],
    [
      'ranges together',
      {
        ranges: [
          { field: 'points', from: 0 },
          { field: 'due', before: '2026-01-03' },
        ],
      },
      ['t2', 't3'],
    ],
    ['no null in a range', { ranges: [{ field: 'team', before: 'zzz' }] }, ['t1', 't2', 't3']],
    ['values of the bound’s type only', { ranges: [{ field: 'due', from: 0 }] }, []],
    ['the same from above', { ranges: [{ field: 'points', before: 'z' }] }, []],
    ['after a place', { orderBy: 'due', after: { value: '2026-01-01', key: 't2' } }, ['t4', 't3', 't1', 't5']],
    ['after a place backwards', { orderBy: 'due', descending: true, after: { value: '2026-01-01', key: 't4' } }, ['t2']],
    ['after a place that is gone', { orderBy: 'due', after: { value: '2026-01-01', key: 't3' } }, ['t4', 't3', 't1', 't5']],
    ['after a key', { after: { value: null, key: 't3' } }, ['t4', 't5']],
    ['after a key backwards', { after: { value: null, key: 't3' }, descending: true }, ['t2', 't1']],
    [
      'after a place within a range',
      { orderBy: 'points', ranges: [{ field: 'points', from: 0, before: 9 }], after: { value: 0, key: 't5' } },
      ['t1', 't3'],
    ],
    [
      'the range before the place',
      { orderBy: 'points', ranges: [{ field: 'points', from: 7 }], after: { value: 0, key: 't5' } },
      ['t3', 't2'],
    ],
    ['after true', { where: { urgent: true }, orderBy: 'points', after: { value: -1, key: 't4' } }, ['t1', 't3']],
  ])('%s', async (_, query, expected) => expect(await keys(query)).toEqual(expected));

  it('whole documents', async () =>
    expect(await subject.store.find(collection, { where: { status: 'HELD' }, limit: 1 })).toEqual([
      { key: 't3', document: TICKETS[2] },
    ]));

  it.each([
    ['an order', { where: { team: 'a' }, orderBy: 'due2' }],
    ['an order behind a list', { where: { status: ['OPEN'] }, orderBy: 'status2' }],
  ])('nothing without an index for %s', async (_, query) =>
    expect(keys(query)).rejects.toMatchObject({ code: 'NOT_INDEXED', remedy: expect.stringContaining('Declare an index') }),
  );

  it.each([
    ['everything but tombstones', {}, 5],
    ['by an equal text', { where: { status: 'OPEN' } }, 3],
    ['by true', { where: { urgent: true } }, 3],
    ['by one of several', { where: { status: ['HELD', 'OPEN'] } }, 4],
    ['a range', { ranges: [{ field: 'due', from: '2026-01-02' }] }, 3],
    ['an equal text and a range', { where: { status: 'OPEN' }, ranges: [{ field: 'due', before: '2026-01-02' }] }, 2],
    ['by a field of no index as well', { where: { status: 'OPEN', id: 't1' } }, 1],
    ['none', { where: { status: 'GONE' } }, 0],
  ])('how many: %s', async (_, filter, expected) => expect(await subject.store.count(collection, filter)).toBe(expected));

  it('no number without an index', () =>
    expect(subject.store.count(collection, { where: { id: 't1' } })).rejects.toMatchObject({ code: 'NOT_INDEXED' }));

  it.each([false, true])(
    'every document once, page by page, though many stand at the same place (descending: %s)',
    async (descending) => {
      const many = await subject.collection({ group: ['group'] });
      const documents = Array.from({ length: 47 }, (_, n) => ({ id: `k${String(n).padStart(2, '0')}`, group: `g${n % 3}` }));
      await fill(subject.store, many, documents);
      const walked: { key: string; document: { id: string; group: string } }[] = [];
      for (;;) {
        const last = walked.at(-1);
        const after = last && { after: { value: last.document.group, key: last.key } };
        const page = await subject.store.find<{ id: string; group: string }>(many, {
          orderBy: 'group',
          descending,
          limit: 5,
          ...after,
        });
        walked.push(...page);
        if (page.length < 5) break;
      }
      const sorted = documents.map(({ group, id }) => `${group}/${id}`).sort();
      expect(walked.map(({ document: { group, id } }) => `${group}/${id}`)).toEqual(descending ? sorted.reverse() : sorted);
    },
  );

  it.each([false, true])('by a field of no index, page by page among many (descending: %s)', async (descending) => {
    const many = await subject.collection({ group: ['group', 'place'] });
    const documents = Array.from({ length: 1_300 }, (_, n) => {
      const id = `k${String(n).padStart(4, '0')}`;
      return { id, group: n % 100 === 0 ? 'h' : 'g', place: n % 7, isWanted: n % 400 === 399 };
    });
    await fill(subject.store, many, documents);
    const wanted = { where: { group: 'g', isWanted: true }, orderBy: 'place', descending };
    const found = await subject.store.find<{ id: string; place: number }>(many, { ...wanted, limit: 2 });
    const last = found.at(-1)!;
    const after = { value: last.document.place, key: last.key };
    const rest = await subject.store.find<{ id: string; place: number }>(many, { ...wanted, after, limit: 2 });
    const inOrder = ['k0399', 'k0799', 'k1199'].sort((a, b) => (Number(a.slice(1)) % 7) - (Number(b.slice(1)) % 7));
    expect([...found, ...rest].map(({ key }) => key)).toEqual(descending ? inOrder.reverse() : inOrder);
    expect(await subject.store.count(many, { where: { group: 'g', isWanted: true } })).toBe(3);
  });

  it('a document where it stands now, and not where it stood', async () => {
    const moving = await subject.collection({ status: ['status'] });
    await fill(subject.store, moving, [{ id: 'a', ...{ status: 'OPEN' } }]);
    await subject.store.write(moving, [record('a', 2, { id: 'a', status: 'HELD' }, true)]);
    expect(await subject.store.count(moving, { where: { status: 'OPEN' } })).toBe(0);
    expect(await subject.store.count(moving, { where: { status: 'HELD' } })).toBe(1);
    await subject.store.write(moving, [record('a', 3, null, true)]);
    expect(await subject.store.count(moving, { where: { status: 'HELD' } })).toBe(0);
    expect(await subject.store.count(moving, {})).toBe(0);
    expect(await subject.store.find(moving, { limit: 9 })).toEqual([]);
  });
});
