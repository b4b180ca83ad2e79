import { describe, expect, it } from 'vitest';
import { funnel } from '../../../src/measures/funnel.js';
import { TWELVE, TWELVE_OF_FIFTY } from './golden-departments.js';

const of = (counts: readonly (readonly [successes: number, trials: number])[]) => {
  const found = funnel(
    new Map(counts.map(([successes, trials], place) => [`${successes}/${trials} ${place}`, { successes, trials }])),
  );
  const byCounts = new Map([...found.units].map(([id, unit]) => [id.split(' ')[0]!, unit]));
  return {
    ...found,
    unit: (name: string) => byCounts.get(name)!,
    standings: [...found.units.values()].map(({ standing }) => standing),
  };
};

// Golden vectors of docs/measures.md, computed independently of this code.
describe('the funnel of peers', () => {
  it('finds the one of twelve that differs, and leaves the small perfect one alone', () => {
    const twelve = of(TWELVE);
    expect([twelve.state, twelve.peers, twelve.pooled!.toFixed(6), twelve.overdispersion!.toFixed(4)]).toEqual([
      'JUDGED',
      12,
      '0.823204',
      '0.2240',
    ]);
    expect([twelve.unit('2/8').z.toFixed(4), twelve.unit('5/5').z.toFixed(4)]).toEqual(['-3.4088', '0.8815']);
    expect(twelve.standings.filter((standing) => standing !== 'WITHIN')).toEqual(['FAR_BELOW']);
    expect(twelve.unit('2/8').standing).toBe('FAR_BELOW');
  });

  it('does not judge the spread of four', () => {
    const four = of([
      [5, 5],
      [18, 20],
      [10, 12],
      [2, 8],
    ]);
    expect([four.state, four.overdispersion, four.pooled!.toFixed(6), four.unit('2/8').z.toFixed(4)]).toEqual([
      'SPREAD_NOT_JUDGED',
      null,
      '0.777778',
      '-3.0376',
    ]);
    expect(four.standings).toEqual(['WITHIN', 'WITHIN', 'WITHIN', 'BELOW']);
  });

  it('judges the spread from ten peers on', () =>
    expect([9, 10].map((peers) => of(Array.from({ length: peers }, () => [8, 10] as const)).state)).toEqual([
      'SPREAD_NOT_JUDGED',
      'JUDGED',
    ]));

  it('takes a spread that all share for ordinary', () => {
    const fifty = of(TWELVE_OF_FIFTY);
    expect(fifty.overdispersion!.toFixed(6)).toBe('1.866846');
    expect((fifty.unit('44/50').z * Math.sqrt(fifty.overdispersion!)).toFixed(4)).toBe('2.1947');
    expect([fifty.unit('44/50').z.toFixed(4), fifty.unit('44/50').standing]).toEqual(['1.6062', 'WITHIN']);
  });

  it('shows as limits the last proportions that are inside', () => {
    for (const { trials, within95, within998, standing, proportion } of of([
      [70, 80],
      [60, 80],
      [30, 40],
      [2, 8],
    ]).units.values()) {
      expect(proportion >= within95.low && proportion <= within95.high).toBe(standing === 'WITHIN');
      expect(within998.low).toBeLessThanOrEqual(within95.low);
      expect(Number.isInteger(Math.round(within95.low * trials * 1e6) / 1e6)).toBe(true);
    }
  });

  it('compares nobody with nobody', () => {
    expect(of([[9, 9]])).toMatchObject({ state: 'NO_PEERS', pooled: null, peers: 1 });
    expect(
      of([
        [9, 9],
        [0, 0],
      ]).state,
    ).toBe('NO_PEERS');
    expect(
      of([
        [9, 9],
        [5, 5],
      ]).standings,
    ).toEqual(['WITHIN', 'WITHIN']);
  });
});
