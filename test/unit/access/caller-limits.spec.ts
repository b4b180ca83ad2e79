import { describe, expect, it } from 'vitest';
import { CallerLimits } from '../../../src/access/caller-limits.js';
import { identityOf } from '../../../src/access/identity.js';

describe('how much a caller may ask', () => {
  const limits = (perMinute?: number) => {
    const clock = { now: 0 };
    const of = new CallerLimits(perMinute, () => clock.now);
    const served = (ask: () => void, times: number) =>
      Array.from({ length: times }, () => {
        try {
          ask();
          return true;
        } catch (error) {
          expect(error).toMatchObject({ code: 'RATE_LIMITED' });
          return false;
        }
      }).filter(Boolean).length;
    return { clock, of, served };
  };

  it('is a minute’s worth at once, and then as fast as it fills again', () => {
    const { clock, of, served } = limits(60);
    expect(served(() => of.countRequest('a'), 100)).toBe(60);
    expect(served(() => of.countRequest('b'), 1)).toBe(1);
    clock.now += 2_000;
    expect(served(() => of.countRequest('a'), 100)).toBe(2);
    clock.now += 3_600_000;
    expect(served(() => of.countRequest('a'), 100)).toBe(60);
  });
  it('is a minute’s worth of cost as well, by the most that a role of his may', () => {
    const { clock, of, served } = limits(60);
    const [person, both] = (['REQUESTER', 'AUDITOR'] as const).map((role, n) =>
      identityOf({ subject: `p${n}`, roles: ['REQUESTER', role] }),
    );
    expect(served(() => of.countCost(person!, 10_000), 100)).toBe(60);
    expect(served(() => of.countRequest(person!.subject), 1)).toBe(1);
    expect(served(() => of.countCost(both!, 10_000), 1_000)).toBe(300);
    clock.now += 3_000;
    expect(served(() => of.countCost(person!, 10_000), 100)).toBe(3);
    expect(served(() => of.countCost(person!, 0), 100)).toBe(100);
  });
  it('is anything where nobody said so', () => {
    const { of, served } = limits();
    expect(served(() => of.countRequest('a'), 100_000)).toBe(100_000);
    expect(served(() => of.countCost(identityOf({ subject: 'a', roles: ['REQUESTER'] }), 10_000), 1_000)).toBe(1_000);
  });
});
