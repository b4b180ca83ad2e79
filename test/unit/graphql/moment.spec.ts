import { beforeEach, describe, expect, it } from 'vitest';
import { Moment } from '../../../src/graphql/moment.js';
import { AsyncCache, chain } from '../../../src/queries/memoize.js';
import { RequestContext } from '../../../src/graphql/request-context.js';
import type { ViewReader } from '../../../src/queries/view-reader.js';
import { MemoryViews } from '../../support/memory-views.js';
import { teamOf } from '../../support/view-documents.js';
import { ADMINISTRATOR } from '../../support/identities.js';
import { sharedCaches } from '../../support/shared-caches.js';

/** A reader of views that move on. */
const live = (of: MemoryViews): ViewReader => ({ ...of.reader(), changedSince: async () => null });
const NOW = '2026-03-01T08:00:00.000Z';
const KNOWN = sharedCaches();
const momentOf = (of: ViewReader, now = NOW, by = KNOWN) => Moment.of(of, by, now);

let views: MemoryViews;
let reader: ViewReader;
beforeEach(() => {
  views = new MemoryViews({
    team: { desk: teamOf('desk'), net: teamOf('net') },
    surveys: { s1: { surveyId: 's1', state: 'OPEN', respondents: 7 } },
    commitments: {
      c1: {
        commitmentId: 'c1',
        dueAt: '2026-03-01T08:00:00.000Z',
        facts: [{ what: 'MADE', at: '2026-02-01T08:00:00.000Z', n: 0, eventId: 'e', dueAt: '2026-03-01T08:00:00.000Z' }],
      },
    },
  });
  reader = live(views);
});

const ASKER = { requestId: 'r', identity: ADMINISTRATOR, caller: 'c', log: { debug: () => undefined, error: () => undefined } };

describe('Moment', () => {
  it('is one for all requests of a reader, and gives what it knows at once', async () => {
    const first = await momentOf(reader);
    views.reads.length = 0;
    const [desk, again, net, nobody] = await Promise.all(['desk', 'desk', 'net', 'x'].map(async (id) => first.load('Team', id)));
    expect(again).toBe(desk);
    expect([desk, net].map((found) => found?.teamId)).toEqual(['desk', 'net']);
    expect(nobody).toBeNull();
    expect(views.reads).toEqual(['get team']);
    expect(await momentOf(reader)).toBe(first);
    expect(first.load('Team', 'desk')).toBe(desk);
    expect(first.load('Team', 'x')).toBeNull();
    expect(first.load('Team', null)).toBeNull();
    expect(views.reads).toEqual(['get team']);
  });

  it('knows nothing of another reader’s views', async () => {
    const desk = await (await momentOf(reader)).load('Team', 'desk');
    const other = await (await momentOf(live(views))).load('Team', 'desk');
    expect(other).not.toBe(desk);
    expect(other!.moment).not.toBe(desk!.moment);
  });

  it('is another one once a name has taken effect, and tells what something is called at any moment', async () => {
    const names = [
      { effectiveAt: '', value: 'Radiology' },
      { effectiveAt: '2026-03-01T09:00:00.000Z', value: 'Imaging' },
    ];
    reader = live(new MemoryViews({ team: { desk: { ...teamOf('desk'), names } } }));
    const own = sharedCaches();
    const [before, still, after] = await Promise.all(
      [NOW, '2026-03-01T08:59:59.999Z', '2026-03-01T09:00:00.000Z'].map((now) => momentOf(reader, now, own)),
    );
    expect(still).toBe(before);
    expect(await before!.load('Team', 'desk')).toMatchObject({ name: 'Radiology', asOf: undefined });
    expect(await after!.load('Team', 'desk')).toMatchObject({ name: 'Imaging' });
    expect(await before!.load('Team', 'desk', '2026-06-01T00:00:00.000Z')).toMatchObject({
      name: 'Imaging',
      asOf: '2026-06-01T00:00:00.000Z',
    });
  });

  it('is each request’s own where the past is read: to know its registers costs a fold', async () => {
    const past = views.reader();
    expect(await momentOf(past)).not.toBe(await momentOf(past));
    expect(views.reads).toEqual([]);
  });

  it('shows a survey only as it may be shown', async () => {
    expect(await (await momentOf(reader)).load('Survey', 's1')).toMatchObject({ publication: 'NOT_CLOSED', respondents: null });
  });

  it('keeps nothing of a time that goes by', async () => {
    const askedAt = async (now: string) => {
      const context = Object.assign(new RequestContext({ at: async () => reader, positionAt: async () => '' }, KNOWN, ASKER), {
        now,
      });
      return context.load({}, 'Commitment', 'c1');
    };
    expect(await askedAt('2026-03-01T07:59:00.000Z')).toMatchObject({ state: 'OPEN' });
    expect(await askedAt('2026-03-01T08:01:00.000Z')).toMatchObject({ state: 'OVERDUE' });
    expect(await askedAt('2026-03-01T07:59:00.000Z')).toMatchObject({ state: 'OPEN' });
  });
});

describe('AsyncCache', () => {
  it('forgets a failure, and everything when it is too much', async () => {
    const arrivals = new AsyncCache(2);
    await expect(arrivals.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await arrivals.of('a', async () => 1)).toBe(1);
    expect(arrivals.of('a', async () => 2)).toBe(1);
    await arrivals.of('b', async () => null);
    expect(arrivals.of('b', async () => 3)).toBeNull();
    await arrivals.of('c', async () => 4);
    expect(await arrivals.of('a', async () => 5)).toBe(5);
  });

  it('goes on at once with what has arrived', async () => {
    expect(chain(1, (n) => n + 1)).toBe(2);
    expect(await chain(Promise.resolve(1), (n) => n + 1)).toBe(2);
  });
});
