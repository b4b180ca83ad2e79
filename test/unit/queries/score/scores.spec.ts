import { describe, expect, it } from '@jest/globals';
import type { TrialDocument } from '../../../../projections/trials/document.js';
import { COMPONENTS, type Component, perComponent } from '../../../../src/measures/components.js';
import { DEFAULT_POLICY } from '../../../../src/measures/policy.js';
import { dayOf } from '../../../../src/queries/days.js';
import { matrixRow, ScoreMatrix } from '../../../../src/queries/score/score-matrix.js';
import { Scores } from '../../../../src/queries/score/scores.js';
import { MemoryViews } from '../../../support/memory-views.js';
import { relationshipOf } from '../../../support/view-documents.js';

interface Given {
  readonly pair: 'desk.icu' | 'desk.lab';
  readonly component: Component;
  readonly at: string;
  readonly success: boolean;
}
/** A trial every seven hours of a hundred days, each component and pair in turn, two of three a success. */
const TRIALS: readonly Given[] = Array.from({ length: 340 }, (_, n) => ({
  pair: n % 4 === 3 ? 'desk.lab' : 'desk.icu',
  component: COMPONENTS[n % 6]!,
  at: new Date(Date.UTC(2026, 0, 1, 7 * n, n % 60)).toISOString(),
  success: n % 3 > 0,
}));

function tallies(trials: readonly Given[]) {
  return perComponent((component) => {
    const days = new Map<number, { s: number; n: number }>();
    for (const { at, success } of trials.filter((trial) => trial.component === component)) {
      const day = days.get(dayOf(at)) ?? { s: 0, n: 0 };
      days.set(dayOf(at), { s: day.s + (success ? 1 : 0), n: day.n + 1 });
    }
    const rows = [...days.entries()];
    const year = {
      year: 2026,
      days: rows.map(([d]) => d),
      successes: rows.map(([, { s }]) => s),
      trials: rows.map(([, { n }]) => n),
    };
    return rows.length === 0 ? [] : [year];
  });
}
const trialOf = ({ pair, component, at, success }: Given, n: number): TrialDocument => ({
  trialId: `T${n}`,
  relationshipId: pair,
  teamId: 'desk',
  departmentId: pair.slice(5),
  component,
  at,
  success,
  counted: true,
  times: 1,
  subject: `S${n}`,
  eventIds: [`e${n}`],
});
const icu = relationshipOf('desk', 'icu', { components: tallies(TRIALS.filter(({ pair }) => pair === 'desk.icu')) });
const lab = relationshipOf('desk', 'lab', { components: tallies(TRIALS.filter(({ pair }) => pair === 'desk.lab')) });
const views = new MemoryViews({
  relationship: { 'desk.icu': icu, 'desk.lab': lab },
  organisation: { '2026-01': { month: '2026-01', components: tallies(TRIALS) } },
  trials: Object.fromEntries(TRIALS.map((trial, n) => [`T${n}`, trialOf(trial, n)])),
});
const reader = views.reader();
const scores = new Scores();

const HALF_LIFE = { reliability: 180, responsiveness: 90, durability: 90, treatment: 90, transparency: 90, engagement: 180 };

/** The same straight from the trials: nothing of the code under test but the policy's numbers. */
function reference(pair: string, asOf: string) {
  const known = TRIALS.filter(({ at }) => at <= asOf);
  const weigh = (trials: readonly Given[]) => {
    const weight = ({ at, component }: Given) => 2 ** (-(dayOf(asOf) - dayOf(at)) / HALF_LIFE[component]);
    const w = trials.reduce((sum, trial) => sum + weight(trial), 0);
    return { w, ws: trials.reduce((sum, trial) => sum + (trial.success ? weight(trial) : 0), 0) };
  };
  return perComponent((component) => {
    const all = weigh(known.filter((trial) => trial.component === component));
    const own = weigh(known.filter((trial) => trial.component === component && trial.pair === pair));
    return (own.ws + (10 * (all.ws + 0.5)) / (all.w + 1)) / (own.w + 10);
  });
}

const MOMENTS = ['2026-03-20T23:59:59.999Z', '2026-03-20T12:34:00.000Z', '2026-03-21T00:00:00.000Z', '2026-01-02T03:00:00.000Z'];

describe('Scores', () => {
  it.each(MOMENTS)('count what had its verdict by %s, to the moment', async (asOf) => {
    const basis = await scores.basis(reader, asOf);
    const expected = reference('desk.icu', asOf);
    const { components } = basis.index(icu, DEFAULT_POLICY);
    for (const component of COMPONENTS) {
      const known = TRIALS.filter((trial) => trial.pair === 'desk.icu' && trial.component === component && trial.at <= asOf);
      expect(components[component].trials).toBe(known.length);
      expect(components[component].successes).toBe(known.filter(({ success }) => success).length);
      expect(components[component].value).toBeCloseTo(expected[component], 12);
    }
  });

  it.each(MOMENTS)('are the same numbers in the matrix and in the detailed answer at %s', async (asOf) => {
    const basis = await scores.basis(reader, asOf);
    const matrix = new ScoreMatrix([icu, lab].map(matrixRow));
    for (const { row, index } of matrix.scores(basis, DEFAULT_POLICY, () => true)) {
      expect(index).toEqual(basis.index(row.relationshipId === 'desk.icu' ? icu : lab, DEFAULT_POLICY));
    }
  });

  it('read nothing twice for another moment of the same day', async () => {
    views.reads = [];
    const fresh = new Scores();
    await fresh.basis(reader, '2026-03-20T12:34:00.000Z');
    const first = views.reads.length;
    await fresh.basis(reader, '2026-03-20T13:00:00.000Z');
    await fresh.basis(reader, '2026-02-20T23:59:59.999Z');
    expect(views.reads).toHaveLength(first);
  });

  it('reads only what has changed into the matrix of before', async () => {
    let mark = 'c@1';
    const told: string[] = [];
    const live = {
      ...reader,
      mark: async () => mark,
      changedSince: async (_view: string, since: string) => {
        told.push(since);
        return ['desk.lab'];
      },
    };
    const fresh = new Scores();
    const first = await fresh.matrix(live);
    expect(await fresh.matrix(live)).toBe(first);
    mark = 'c@2';
    views.reads = [];
    const second = await fresh.matrix(live);
    expect(views.reads).toEqual(['get relationship']);
    expect(told).toEqual(['c@1']);
    const rowOf = (matrix: ScoreMatrix, id: string) => matrix.rows.find(({ relationshipId }) => relationshipId === id);
    expect(rowOf(second, 'desk.icu')).toBe(rowOf(first, 'desk.icu'));
    expect(rowOf(second, 'desk.lab')).not.toBe(rowOf(first, 'desk.lab'));
    expect(rowOf(second, 'desk.lab')).toEqual(rowOf(first, 'desk.lab'));
  });

  it.each([...MOMENTS, '2026-04-08T20:00:00.000Z'])('are the same brought up to date at %s as read anew', async (asOf) => {
    const month = '2026-01';
    const relationship = (pair: string, trials: readonly Given[]) =>
      relationshipOf('desk', pair.slice(5), { components: tallies(trials.filter((trial) => trial.pair === pair)) });
    const stateOf = (trials: readonly Given[], withdrawn: readonly number[] = []) => {
      const counted = trials.filter((_, n) => !withdrawn.includes(n));
      return {
        relationship: { 'desk.icu': relationship('desk.icu', counted), 'desk.lab': relationship('desk.lab', counted) },
        organisation: { [month]: { month, components: tallies(counted) } },
        trials: Object.fromEntries(
          trials.map((trial, n) => [`T${n}`, { ...trialOf(trial, n), counted: !withdrawn.includes(n) }] as const),
        ),
      };
    };
    const late = TRIALS.flatMap((_, n) => (n >= 250 ? [`T${n}`] : []));
    const states = [
      { documents: stateOf(TRIALS.slice(0, 250)), changed: {} },
      { documents: stateOf(TRIALS), changed: { trials: late, organisation: [month], relationship: ['desk.icu', 'desk.lab'] } },
      {
        documents: stateOf(TRIALS, [3, 335]),
        changed: { trials: ['T3', 'T335'], organisation: [month], relationship: ['desk.lab'] },
      },
      { documents: stateOf(TRIALS, [3, 335]), changed: {} },
    ];
    const kept = new Scores();
    const bases: unknown[] = [];
    for (const [n, { documents, changed }] of states.entries()) {
      const now = new MemoryViews(documents).reader();
      const live = {
        ...now,
        mark: async (view: string) => `${view}@${n}`,
        changedSince: async (view: string) => (changed as Record<string, string[]>)[view] ?? [],
      };
      const [basis, anew] = [await kept.basis(live, asOf), await new Scores().basis(now, asOf)];
      bases.push(basis);
      for (const one of Object.values(documents.relationship)) {
        expect(basis.index(one, DEFAULT_POLICY)).toEqual(anew.index(one, DEFAULT_POLICY));
      }
      const [matrix, all] = [await kept.matrix(live), await new Scores().matrix(now)];
      const byId = (of: ScoreMatrix) => of.rows.toSorted((a, b) => a.relationshipId.localeCompare(b.relationshipId));
      expect(byId(matrix)).toEqual(byId(all));
    }
    expect(bases[3]).toBe(bases[2]);
    expect(bases[2]).not.toBe(bases[1]);
  });
});
