import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Arrivals, then } from '../../../src/graphql/arrivals.js';
import { Moment } from '../../../src/graphql/moment.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';
import type { ViewReader } from '../../../src/queries/view-reader.js';
import { MemoryViews } from '../../support/memory-views.js';
import { teamOf } from '../../support/view-documents.js';

let views: MemoryViews;
let reader: ViewReader;
const register = new IdentityRegister();
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00.250Z'), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  views = new MemoryViews({
    team: { desk: teamOf('desk'), net: teamOf('net') },
    surveys: { s1: { surveyId: 's1', state: 'OPEN', respondents: 7 } },
    commitments: { c1: { commitmentId: 'c1', state: 'OPEN', dueAt: '2026-03-01T08:00:00.900Z' } },
  });
  reader = views.reader();
});
afterEach(() => void jest.useRealTimers());

describe('Moment', () => {
  it('is one for all requests of a reader, and gives what it knows at once', async () => {
    const first = Moment.of(reader, register);
    const [desk, again, net, nobody] = await Promise.all(['desk', 'desk', 'net', 'x'].map(async (id) => first.load('Team', id)));
    expect(again).toBe(desk);
    expect([desk, net].map((found) => found?.teamId)).toEqual(['desk', 'net']);
    expect(nobody).toBeNull();
    expect(views.reads).toEqual(['get team']);
    const second = Moment.of(reader, register);
    expect(second.load('Team', 'desk')).toBe(desk);
    expect(second.load('Team', 'x')).toBeNull();
    expect(second.load('Team', null)).toBeNull();
    expect(views.reads).toEqual(['get team']);
  });

  it('knows nothing of another reader’s views', async () => {
    const desk = await Moment.of(reader, register).load('Team', 'desk');
    const other = await Moment.of(views.reader(), register).load('Team', 'desk');
    expect(other).not.toBe(desk);
    expect(other!.moment).not.toBe(desk!.moment);
  });

  it('has a present that begins when its views were first seen, and goes on by the second', () => {
    const nowAt = (time: string) => {
      jest.setSystemTime(Date.parse(time));
      return Moment.of(reader, register).now;
    };
    expect(nowAt('2026-03-01T08:00:00.250Z')).toBe('2026-03-01T08:00:00.250Z');
    expect(nowAt('2026-03-01T08:00:00.999Z')).toBe('2026-03-01T08:00:00.250Z');
    expect(nowAt('2026-03-01T08:00:01.000Z')).toBe('2026-03-01T08:00:01.000Z');
    expect(nowAt('2026-03-01T08:00:05.700Z')).toBe('2026-03-01T08:00:05.000Z');
    // Seen for the first time, the views may hold what has just happened.
    expect(Moment.of(views.reader(), register).now).toBe('2026-03-01T08:00:05.700Z');
  });

  it('keeps nothing of a time that goes by', async () => {
    expect(await Moment.of(reader, register).load('Commitment', 'c1')).toMatchObject({ state: 'OPEN' });
    jest.setSystemTime(Date.parse('2026-03-01T08:00:01.000Z'));
    expect(await Moment.of(reader, register).load('Commitment', 'c1')).toMatchObject({ state: 'OVERDUE' });
  });

  it('shows a survey only as it may be shown', async () => {
    expect(await Moment.of(reader, register).load('Survey', 's1')).toMatchObject({
      publication: 'NOT_CLOSED',
      respondents: null,
    });
  });
});

describe('Arrivals', () => {
  it('forget a failure, and everything when it is too much', async () => {
    const arrivals = new Arrivals(2);
    await expect(arrivals.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await arrivals.of('a', async () => 1)).toBe(1);
    expect(arrivals.of('a', async () => 2)).toBe(1);
    await arrivals.of('b', async () => null);
    expect(arrivals.of('b', async () => 3)).toBeNull();
    await arrivals.of('c', async () => 4);
    expect(await arrivals.of('a', async () => 5)).toBe(5);
  });

  it('go on at once with what has arrived', async () => {
    expect(then(1, (n) => n + 1)).toBe(2);
    expect(await then(Promise.resolve(1), (n) => n + 1)).toBe(2);
  });
});
