import { describe, expect, it } from 'vitest';
import type { AnswersDocument } from '../../../projections/answers/projection.js';
import type { Component } from '../../../src/domain/components.js';
import type { DayTrial } from '../../../projections/trials/documents.js';
import { inGroups } from '../../../src/access/rows/grouped-reader.js';
import { NOTHING } from '../../../src/access/scope.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';
import { Identities, NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { AskPeerBand, type PeerBands } from '../../../src/queries/peers/ask-peer-band.js';
import { WordGroupsCache } from '../../../src/queries/word-groups.js';
import { adopted, settingsDocuments, smallestGroup } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';
import { departmentOf, trialViews } from '../../support/view-documents.js';

/** Trials of the quarter before April 2026, and some before and after it, which must not count. */
const QUARTER = ['2025-12-31T12:00:00.000Z', '2026-02-10T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];
type Worked = Readonly<Record<string, readonly [successes: number, trials: number]>>;
function documentsOf(trials: Worked) {
  const all = Object.entries(trials).flatMap(([departmentId, [successes, n]]) =>
    QUARTER.flatMap((at, place) =>
      Array.from({ length: place === 1 ? n : 50 }, (_, i): DayTrial => ({
        counted: 'durability',
        teamId: 'desk',
        departmentId,
        trialId: `${departmentId} ${place} ${i}`,
        subject: `T${i}`,
        at,
        success: place !== 1 || i < successes,
        from: at,
        eventIds: [],
      })),
    ),
  );
  return { trials: trialViews(all), department: departments(Object.keys(trials)) };
}
const views = (trials: Worked) => new MemoryViews(documentsOf(trials));
const departments = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, departmentOf(id)]));
const MAY = '2026-05-17T12:00:00.000Z';
const MERGED = '2026-04-15T00:00:00.000Z';
const always = (identities: Identities) => ({ at: async () => identities, knownAt: async () => identities });
const askOf = (given: Pick<MemoryViews, 'reader'>, measure: Component, asOf: string, identities = NO_MERGERS) =>
  new AskPeerBand(new DatedSettings()).execute(given.reader(), 'CLINICAL', measure, asOf, undefined, always(identities));
const ask = (given: MemoryViews, asOf = MAY) => askOf(given, 'durability', asOf);
const shown = ({ departments: all }: PeerBands) =>
  all.filter(({ state }) => state === 'SHOWN').map(({ departmentId }) => departmentId);

describe('AskPeerBand', () => {
  it('puts each department in the funnel of the others, over the last quarter that is over, by id', async () => {
    const { departments, from, until, state, pooled } = await ask(views({ b: [80, 100], a: [20, 100], c: [78, 100] }));
    expect([from, until]).toEqual(['2026-01-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
    expect([state, pooled]).toEqual(['SPREAD_NOT_JUDGED', 178 / 300]);
    expect(departments.map(({ departmentId, placed }) => [departmentId, placed?.proportion, placed?.standing])).toEqual([
      ['a', 0.2, 'FAR_BELOW'],
      ['b', 0.8, 'FAR_ABOVE'],
      ['c', 0.78, 'FAR_ABOVE'],
    ]);
  });

  it('counts a verdict as it stood at the moment asked about, whatever was told of it since', async () => {
    const at = '2026-02-10T00:00:00.000Z';
    const since = '2026-04-20T00:00:00.000Z';
    const trials = ['a', 'b'].flatMap((departmentId) =>
      Array.from({ length: 10 }, (_, i): DayTrial[] => {
        const trial = { counted: 'durability', teamId: 'desk', departmentId, at, subject: 'T', eventIds: [] } as const;
        const kept = { ...trial, trialId: `${departmentId} ${i}`, success: true, from: at };
        return departmentId === 'a' && i === 0
          ? [
              { ...kept, until: since },
              { ...kept, success: false, from: since },
            ]
          : [kept];
      }).flat(),
    );
    const given = new MemoryViews({ trials: trialViews(trials), department: departments(['a', 'b']) });
    expect((await ask(given, '2026-04-19T12:00:00.000Z')).pooled).toBe(1);
    expect((await ask(given, '2026-04-21T12:00:00.000Z')).pooled).toBe(0.95);
  });

  it('counts a stated period from its first day to its last, as soon as that is over', async () => {
    const over = (asOf: string) =>
      new AskPeerBand(new DatedSettings()).execute(
        views({ a: [20, 100], b: [80, 100] }).reader(),
        'CLINICAL',
        'durability',
        asOf,
        {
          from: '2026-02-10T00:00:00.000Z',
          to: '2026-02-11T00:00:00.000Z',
        },
        always(NO_MERGERS),
      );
    expect((await over('2026-02-10T23:59:59.999Z')).pooled).toBe(0.5);
    await expect(over('2026-02-10T23:59:59.998Z')).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'to' });
  });

  it('answers the same on every day of the quarter after', async () => {
    const given = views({ a: [20, 100], b: [80, 100] });
    expect(await ask(given, '2026-06-30T23:59:59.998Z')).toEqual(await ask(given, '2026-03-31T23:59:59.999Z'));
  });

  it('joins departments as the score of the same moment does, a merger after the quarter and told later as well', async () => {
    const mergers = { 'DEPARTMENT.a': { side: 'DEPARTMENT', id: 'a', into: 'b', effectiveAt: MERGED, recordedAt: MAY } };
    const given = new MemoryViews({ ...documentsOf({ a: [2, 4], b: [9, 10], c: [70, 100] }), mergers });
    const [reader, register] = [given.reader(), new IdentityRegister()];
    const identitiesAt = {
      at: (moment: string) => register.at(reader, moment),
      knownAt: (moment: string) => register.knownAt(reader, moment),
    };
    const counted = async (asOf: string) => {
      const band = await new AskPeerBand(new DatedSettings()).execute(
        reader,
        'CLINICAL',
        'durability',
        asOf,
        undefined,
        identitiesAt,
      );
      return band.departments.map(({ departmentId, counts }) => [departmentId, counts?.successes, counts?.trials]);
    };
    expect(await counted('2026-04-14T23:59:59.999Z')).toEqual([
      ['a', 2, 4],
      ['b', 9, 10],
      ['c', 70, 100],
    ]);
    expect(await counted(MERGED)).toEqual([
      ['b', 11, 14],
      ['c', 70, 100],
    ]);
  });

  it('shows what was done for a small department as well, as the score does', async () => {
    const { departments } = await ask(views({ a: [2, 3], b: [8, 10], c: [70, 100] }));
    expect(departments.map(({ state, counts, placed }) => [state, counts?.trials, placed?.standing])).toEqual([
      ['SHOWN', 3, 'WITHIN'],
      ['SHOWN', 10, 'WITHIN'],
      ['SHOWN', 100, 'WITHIN'],
    ]);
  });
});

const answer = (person: number, teamId: string, well: boolean, recordedAt = '2026-02-10T08:00:00.000Z') => ({
  ...{ person, teamId, well, recordedAt },
  at: '2026-02-10T08:00:00.000Z',
  eventId: `${person} ${teamId} ${recordedAt}`,
  // Nothing that the question is about hangs on it: they are told in order.
  position: '',
});
/** Answers of so many timely people, each of whom says one thing well and another badly, and what came late. */
const answersOf = (
  departmentId: string,
  people: readonly number[],
  given: Partial<AnswersDocument> = {},
): readonly [string, AnswersDocument] => [
  `${departmentId}.2026-Q1`,
  {
    departmentId,
    quarter: '2026-Q1',
    recordedAt: '2026-04-02T08:00:00.000Z',
    answers: people.flatMap((person) => [answer(person, 'desk', true), answer(person, 'net', false)]),
    ...given,
  },
];
const said = (...answers: readonly (readonly [string, AnswersDocument])[]) => saidUnder({}, ...answers);
const saidUnder = (trials: Readonly<Record<string, object>>, ...answers: readonly (readonly [string, AnswersDocument])[]) =>
  new MemoryViews({
    trials,
    answers: Object.fromEntries(answers),
    department: departments([...new Set(answers.map(([, { departmentId }]) => departmentId))]),
  });
const treatment = (given: Pick<MemoryViews, 'reader'>, asOf = MAY, identities = NO_MERGERS) =>
  askOf(given, 'treatment', asOf, identities);
const proportions = ({ departments: all }: PeerBands) =>
  all.map(({ departmentId, counts }) => [departmentId, counts?.trials ?? null, counts && counts.successes / counts.trials]);

describe('AskPeerBand of what people said', () => {
  it('counts people, not answers: eight answers of four people are not shown', async () => {
    expect(shown(await treatment(said(answersOf('a', [1, 2, 3, 4]), answersOf('b', [1, 2, 3, 4, 5]))))).toEqual(['b']);
  });

  it('keeps to the smallest group in force at the end of the quarter', async () => {
    const both = [answersOf('a', [1, 2, 3, 4, 5]), answersOf('b', [1, 2, 3, 4, 5, 6])] as const;
    const six = settingsDocuments(smallestGroup(6, '2026-03-31T00:00:00.000Z'), smallestGroup(2, '2026-04-01T00:00:00.000Z'));
    expect(shown(await treatment(saidUnder(six, ...both)))).toEqual(['b']);
  });

  it('counts the last word of a person about a pair in a month, as the score does', async () => {
    const again = (day: number, well: boolean) => ({
      ...answer(1, 'desk', well),
      at: `2026-02-${day}T08:00:00.000Z`,
      eventId: `${day}`,
    });
    const others = [2, 3, 4, 5].map((person) => answer(person, 'desk', false));
    const spoken = answersOf('a', [], { answers: [again(20, true), again(11, false), ...others] });
    expect(proportions(await treatment(said(spoken, answersOf('b', [1, 2, 3, 4, 5]))))).toContainEqual(['a', 5, 0.2]);
  });

  it('cuts quarters and months in the organisation’s zone, though answers are stored by UTC quarters', async () => {
    // In Berlin the first quarter of 2026 lasts from 31 December, 23:00 UTC, until 31 March, 22:00 UTC.
    const at = (person: number, moment: string, well: boolean) => ({
      ...answer(person, 'desk', well, moment),
      at: moment,
      position: moment,
    });
    const before = answersOf('a', [], {
      quarter: '2025-Q4',
      answers: [at(1, '2025-12-31T23:00:00.000Z', false), at(7, '2025-12-31T23:00:00.000Z', true)],
    });
    const within = [2, 3, 4, 5].map((person) => at(person, '2026-02-10T08:00:00.000Z', true));
    // The first person's second word of January, and one that is of April already.
    const edges = [at(1, '2026-01-20T08:00:00.000Z', true), at(6, '2026-03-31T22:00:00.000Z', false)];
    const own = answersOf('a', [], { answers: [...within, ...edges] });
    const views = (zone: string) =>
      saidUnder(
        settingsDocuments(adopted({ zone, effectiveAt: '2019-01-01T00:00:00.000Z' })),
        ['a.2025-Q4', before[1]],
        own,
        answersOf('b', [1, 2, 3, 4, 5]),
      );
    const berlin = await treatment(views('Europe/Berlin'));
    expect([berlin.from, berlin.until]).toEqual(['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z']);
    expect(proportions(berlin)).toContainEqual(['a', 6, 1]);
    expect(proportions(await treatment(views('UTC')))).toContainEqual(['a', 6, 5 / 6]);
  });

  it('leaves the answers of too few people out of every sum, so that they cannot be worked out', async () => {
    const few = answersOf('few', [1, 2]);
    const [b, c] = [answersOf('b', [3, 4, 5, 6, 7]), answersOf('c', [1, 2, 8, 9, 10])];
    expect(proportions(await treatment(said(few, b, c)))).toEqual([
      ['b', 10, 0.5],
      ['c', 10, 0.5],
      ['few', null, null],
    ]);
  });

  it('joins what two said that were one by then, and counts who answered in both once', async () => {
    const merged = new Identities([
      { side: 'DEPARTMENT', id: 'a', into: 'b', effectiveAt: '2026-01-05T00:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    const both = (b: readonly number[]) => treatment(said(answersOf('a', [1, 2, 3]), answersOf('b', b), OTHER), MAY, merged);
    const OTHER = answersOf('c', [1, 2, 3, 4, 5]);
    expect(proportions(await both([3, 4, 5]))).toContainEqual(['b', 12, 0.5]);
    expect(shown(await both([1, 2, 4]))).toEqual(['c']);
  });

  it('shows a few timely answers together with the first late ones of enough people', async () => {
    const inTime = [1, 2].flatMap((person) => [answer(person, 'desk', true), answer(person, 'net', false)]);
    const told = [3, 4, 5, 6, 7, 8].map((person) => answer(person, 'desk', true, '2026-04-01T00:00:00.000Z'));
    // Of the six the first five are a group; the sixth waits.
    const late = answersOf('a', [], { answers: [...inTime, ...told] });
    expect(proportions(await treatment(said(late, answersOf('b', [1, 2, 3, 4, 5]))))).toEqual([
      ['a', 9, 7 / 9],
      ['b', 10, 0.5],
    ]);
  });

  it('counts the score’s groups for whoever is told no single rating: a quarter of six less a group of five would be one person', async () => {
    const six = [1, 2, 3, 4, 5, 6].map((person) => ({ ...answer(person, 'desk', person === 6), position: `${person}` }));
    const recordedAt = '2026-04-01T01:00:00.000Z';
    const all = ['a', 'b'].flatMap((departmentId) =>
      six.map(({ person, teamId, well: success, at, eventId }): DayTrial => ({
        ...{ counted: 'treatment', teamId, departmentId, trialId: `${departmentId} ${person}`, subject: 'I1' },
        ...{ at, from: at, success, eventIds: [eventId] },
      })),
    );
    const given = saidUnder(trialViews(all), ...['a', 'b'].map((id) => answersOf(id, [], { answers: six, recordedAt })));
    const grouped = { reader: () => inGroups(given.reader(), NOTHING, new WordGroupsCache(new DatedSettings())) };
    expect(proportions(await treatment(given))).toEqual(['a', 'b'].map((id) => [id, 6, 1 / 6]));
    expect(proportions(await treatment(grouped))).toEqual(['a', 'b'].map((id) => [id, 5, 0]));
  });

  it('is about a quarter only once the views have taken in an answer recorded an hour after it', async () => {
    const recorded = (recordedAt: string) => said(answersOf('a', [1, 2, 3, 4, 5], { recordedAt }));
    const from = async (recordedAt: string) => (await treatment(recorded(recordedAt))).from;
    expect(await from('2026-04-01T00:59:59.998Z')).toBe('2025-10-01T00:00:00.000Z');
    expect(await from('2026-04-01T01:00:00.000Z')).toBe('2026-01-01T00:00:00.000Z');
    expect((await treatment(said(), MAY)).departments).toEqual([]);
  });
});
