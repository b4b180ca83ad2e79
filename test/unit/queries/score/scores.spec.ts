import { describe, expect, it } from 'vitest';
import type { DayTrial, PairDocument } from '../../../../projections/trials/documents.js';
import { DatedSettings } from '../../../../src/queries/dated-settings.js';
import { NO_MERGERS } from '../../../../src/queries/identity/identities.js';
import { FindRelationships } from '../../../../src/queries/relationship/find-relationships.js';
import { type JoinedRelationship, relationshipsAt } from '../../../../src/queries/relationship/joined-relationship.js';
import { COMPONENTS, type Component, perComponent } from '../../../../src/domain/components.js';
import { DEFAULT_POLICY } from '../../../../src/measures/policy.js';
import { relationshipIndex } from '../../../../src/measures/score.js';
import { dayOf } from '../../../../src/queries/days.js';
import type { ScoreMatrix } from '../../../../src/queries/score/score-matrix.js';
import { Scores } from '../../../../src/queries/score/scores.js';
import { MemoryViews } from '../../../support/memory-views.js';
import { relationshipOf, trialViews } from '../../../support/view-documents.js';

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

const trialOf = ({ pair, component, at, success }: Given, n: number): DayTrial => ({
  trialId: `T${n}`,
  teamId: 'desk',
  departmentId: pair.slice(5),
  counted: component,
  at,
  from: at,
  success,
  subject: `S${n}`,
  eventIds: [`e${n}`],
});
const joined = (pair: Given['pair'], trials: readonly DayTrial[]): JoinedRelationship => {
  const departmentId = pair.slice(5);
  const { days: components, corrections, people } = trialViews(trials)[`pair:${pair}`] as PairDocument;
  return { ...relationshipOf('desk', departmentId), components, corrections, people, mergedFrom: [], mergedInto: null };
};
const ALL = TRIALS.map(trialOf);
const icu = joined('desk.icu', ALL);
const lab = joined('desk.lab', ALL);
const relationships = { 'desk.icu': relationshipOf('desk', 'icu'), 'desk.lab': relationshipOf('desk', 'lab') };
const views = new MemoryViews({ relationship: relationships, trials: trialViews(ALL) });
const reader = views.reader();
const scores = new Scores(new DatedSettings());

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
    const matrix = await scores.matrix(reader);
    for (const { row, evidence } of matrix.evidence(basis, DEFAULT_POLICY, () => true)) {
      expect(relationshipIndex(evidence, basis.setting(DEFAULT_POLICY))).toEqual(
        basis.index(row.relationshipId === 'desk.icu' ? icu : lab, DEFAULT_POLICY),
      );
    }
  });

  it('count who has rated by the moment, at the very moment as well', async () => {
    const people = [1, 2, 3, 4, 5].map((person) => ({ person, since: '2026-03-20T12:34:00.000Z' }));
    const states = ['2026-03-20T12:33:59.999Z', '2026-03-20T12:34:00.000Z'].map(
      async (asOf) =>
        (await new Scores(new DatedSettings()).basis(reader, asOf)).index({ ...icu, people }, DEFAULT_POLICY).components.treatment
          .state,
    );
    expect(await Promise.all(states)).toEqual(['SUPPRESSED', 'SHOWN']);
  });

  it('read nothing twice for another moment of the same day', async () => {
    views.reads = [];
    const fresh = new Scores(new DatedSettings());
    await fresh.basis(reader, '2026-03-20T12:34:00.000Z');
    const first = views.reads.length;
    await fresh.basis(reader, '2026-03-20T13:00:00.000Z');
    await fresh.basis(reader, '2026-02-20T23:59:59.999Z');
    expect(views.reads).toHaveLength(first);
  });

  it('reads only what has changed into the matrix of before', async () => {
    let mark = 'c@1';
    const live = {
      ...reader,
      mark: async (view: string) => `${view} ${mark}`,
      changedSince: async (view: string) => (view === 'trials' ? ['pair:desk.lab', 'month:2026-01'] : []),
    };
    const fresh = new Scores(new DatedSettings());
    const first = await fresh.matrix(live);
    expect(await fresh.matrix(live)).toBe(first);
    mark = 'c@2';
    views.reads = [];
    const second = await fresh.matrix(live);
    expect(views.reads).toEqual(['get trials']);
    const rowOf = (matrix: ScoreMatrix, id: string) => matrix.rows.find(({ relationshipId }) => relationshipId === id);
    expect(rowOf(second, 'desk.icu')).toBe(rowOf(first, 'desk.icu'));
  });

  it.each([...MOMENTS, '2026-04-08T20:00:00.000Z'])('are the same brought up to date at %s as read anew', async (asOf) => {
    const without = (gone: readonly number[]) => ALL.filter((_, n) => !gone.includes(n));
    const states = [ALL.slice(0, 250), ALL, without([3, 335]), without([3, 335])];
    const kept = new Scores(new DatedSettings());
    const bases: unknown[] = [];
    for (const [n, trials] of states.entries()) {
      const documents = trialViews(trials);
      const now = new MemoryViews({ relationship: relationships, trials: documents }).reader();
      const live = {
        ...now,
        mark: async (view: string) => `${view}@${n}`,
        changedSince: async (view: string) => (view === 'trials' && n < 3 ? Object.keys(trialViews(ALL)) : []),
      };
      const [basis, anew] = [await kept.basis(live, asOf), await new Scores(new DatedSettings()).basis(now, asOf)];
      bases.push(basis);
      for (const one of [joined('desk.icu', trials), joined('desk.lab', trials)]) {
        expect(basis.index(one, DEFAULT_POLICY)).toEqual(anew.index(one, DEFAULT_POLICY));
      }
    }
    expect(bases[3]).toBe(bases[2]);
    expect(bases[2]).not.toBe(bases[1]);
  });

  it('count a settled verdict as told otherwise from the moment of that on', async () => {
    const at = '2026-01-05T10:00:00.000Z';
    const disputed = '2026-02-05T10:00:00.000Z';
    const trial: DayTrial = {
      ...ALL[0]!,
      counted: 'reliability',
      departmentId: 'icu',
      at,
      from: at,
      success: true,
      until: disputed,
    };
    const trials = [trial, { ...trial, success: false, from: disputed, until: '2026-02-06T10:00:00.000Z' }];
    const fresh = new Scores(new DatedSettings());
    const now = new MemoryViews({ relationship: relationships, trials: trialViews(trials) }).reader();
    const successes = async (asOf: string) =>
      [...(await fresh.basis(now, asOf)).tallies(joined('desk.icu', trials), 'reliability')].map(({ s, n }) => `${s} of ${n}`);
    expect(await successes('2026-01-05T09:59:59.999Z')).toEqual([]);
    expect(await successes(at)).toEqual(['1 of 1']);
    expect(await successes('2026-02-05T09:59:59.999Z')).toEqual(['1 of 1']);
    expect(await successes(disputed)).toEqual(['0 of 1']);
    expect(await successes('2026-03-01T00:00:00.000Z')).toEqual([]);
  });
});

describe('a trial that turned out to be another department’s', () => {
  const moved = trialOf({ pair: 'desk.icu', component: 'durability', at: '2026-01-05T08:00:00.000Z', success: true }, 0);
  const since = '2026-02-01T08:00:00.000Z';
  const toLab = trialViews([
    { ...moved, until: since },
    { ...moved, departmentId: 'lab', from: since },
  ]);
  const { 'desk.lab': _, ...without } = relationships;
  it.each([
    ['before that was told', '2026-01-31T12:00:00.000Z', ['desk.icu']],
    ['since', '2026-02-02T12:00:00.000Z', ['desk.lab']],
  ])('counts there %s, though nobody but the trial says that the two met', async (_, asOf, counting) => {
    const read = new MemoryViews({ relationship: without, trials: toLab }).reader();
    const own = new Scores(new DatedSettings());
    const [basis, matrix] = await Promise.all([own.basis(read, asOf), own.matrix(read)]);
    const found = [...matrix.evidence(basis, DEFAULT_POLICY, () => true)].filter(
      ({ evidence }) => evidence.sums.durability.trials > 0,
    );
    expect(found.map(({ row }) => row.relationshipId)).toEqual(counting);
    const listed = await new FindRelationships(own).execute(
      read,
      { state: 'OBSERVED', departmentId: 'lab' },
      { first: 10 },
      NO_MERGERS,
    );
    expect(listed.edges.map(({ node }) => node.relationshipId)).toEqual(['desk.lab']);
    const [relationship] = (await relationshipsAt(read, NO_MERGERS, counting)).values();
    expect(basis.index(relationship!, DEFAULT_POLICY).components.durability.trials).toBe(1);
  });
});
