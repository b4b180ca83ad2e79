import { describe, expect, it } from 'vitest';
import type { Answer, AnswersDocument } from '../../../projections/answers/projection.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { departmentOf, monthsOf, WordGroups, WordGroupsCache } from '../../../src/queries/word-groups.js';
import { adopted, settingsOf, smallestGroup } from '../../support/dated-settings.js';
import { MemoryViews } from '../../support/memory-views.js';
import type { GivenEvent } from '../projections/given-events.js';

const DESK = { teamId: 'desk', departmentId: 'icu' };
let told = 0;
const answer = (person: number, at: string, well = true, teamId = 'desk'): Answer => {
  const position = String((told += 1)).padStart(4, '0');
  return { person, teamId, at: `${at}T08:00:00.000Z`, recordedAt: `${at}T08:00:00.000Z`, position, eventId: position, well };
};
const document = (answers: readonly Answer[], quarter = '2026-Q1'): AnswersDocument => ({
  departmentId: 'icu',
  quarter,
  recordedAt: answers.at(-1)!.recordedAt,
  answers,
});
const groups = (answers: readonly Answer[], ...settings: readonly GivenEvent[]) =>
  new WordGroups(new Map([['icu', new Map([['icu.2026-Q1', document(answers)]])]]), settingsOf(...settings));
const sums = (all: ReturnType<WordGroups['ofMonth']>) =>
  all.flatMap(({ days, successes, trials }) => days.map((day, place) => [day, successes[place], trials[place]]));
const DAY_OF = (date: string) => Date.parse(date) / 86_400_000;

describe('Ratings in groups', () => {
  const five = [1, 2, 3, 4, 5].map((person) => answer(person, `2026-02-1${person}`, person > 1));

  it('count once as many people as the smallest group have rated, on the day of the latest of them', () => {
    expect(groups(five.slice(0, 4)).of(DESK)).toEqual({ tallies: [], people: [] });
    expect(groups([five[0]!, five[0]!, ...five.slice(1, 4)]).of(DESK).people).toEqual([]);
    const whole = groups(five);
    expect(sums(whole.of(DESK).tallies)).toEqual([[DAY_OF('2026-02-15'), 4, 5]]);
    expect(whole.of(DESK).people).toEqual([1, 2, 3, 4, 5].map((person) => ({ person, since: '2026-02-15T23:59:59.999Z' })));
    expect(whole.of({ ...DESK, teamId: 'network' }).people).toEqual([]);
    expect(whole.pairsOf('icu')).toEqual(['desk.icu']);
    expect(whole.pairsOf('lab')).toEqual([]);
  });
  it('go by the smallest group that was in force at the latest of them', () => {
    const three = smallestGroup(3, '2026-02-13T00:00:00.000Z');
    expect(
      groups(five, three)
        .of(DESK)
        .people.map(({ person }) => person),
    ).toEqual([1, 2, 3]);
  });
  it('are of one year: none is made of two', () => {
    const over = [...five.slice(0, 4), answer(5, '2027-01-01')];
    expect(groups(over).of(DESK).people).toEqual([]);
  });
  it('hold one rating of a person a month, the latest; of two at one moment the one that was recorded later', () => {
    const rated = (...first: readonly [at: string, well: boolean][]) => {
      const own = first.map(([at, well]) => answer(1, at, well));
      return sums(groups([...own, ...[2, 3, 4, 5].map((person) => answer(person, '2026-02-12'))]).of(DESK).tallies)[0]!.slice(1);
    };
    expect(rated(['2026-02-10', true], ['2026-02-11', false])).toEqual([4, 5]);
    expect(rated(['2026-02-11', false], ['2026-02-10', true])).toEqual([4, 5]);
    expect(rated(['2026-02-10', false], ['2026-02-10', true])).toEqual([5, 5]);
    expect(rated(['2026-01-10', true], ['2026-02-10', true])).toEqual([6, 6]);
  });
  it('go by the months of the organisation’s zone', () => {
    // In Berlin both are of February.
    const first = { ...answer(1, '2026-01-31', false), at: '2026-01-31T23:30:00.000Z' };
    const all = [first, answer(1, '2026-02-10'), ...[2, 3, 4, 5].map((person) => answer(person, '2026-02-12'))];
    const zone = (name: string) => adopted({ zone: name, effectiveAt: '2019-01-01T00:00:00.000Z' });
    expect(sums(groups(all, zone('Europe/Berlin')).of(DESK).tallies)).toEqual([[DAY_OF('2026-02-12'), 5, 5]]);
    expect(sums(groups(all, zone('UTC')).of(DESK).tallies)).toEqual([[DAY_OF('2026-02-12'), 5, 6]]);
  });
  it('of all pairs are summed by month', () => {
    const again = [6, 7, 8, 9, 10].map((person) => answer(person, '2026-02-20', person > 7, 'network'));
    const march = [1, 2, 3, 4, 5].map((person) => answer(person, '2026-03-20'));
    const all = groups([...five, ...again, ...march]);
    expect(sums(all.ofMonth('2026-02'))).toEqual([
      [DAY_OF('2026-02-15'), 4, 5],
      [DAY_OF('2026-02-20'), 3, 5],
    ]);
    expect(sums(all.ofMonth('2026-03'))).toEqual([[DAY_OF('2026-03-20'), 5, 5]]);
    expect(all.ofMonth('2026-04')).toEqual([]);
  });
  it('are cut up to the position that is shown, however often another was asked about', async () => {
    const reader = new MemoryViews({ answers: { 'icu.2026-Q1': document([...five, answer(6, '2026-02-20')]) } }).reader();
    const cache = new WordGroupsCache(new DatedSettings());
    const upTo = async (position?: string) =>
      (await cache.of(position === undefined ? reader : { ...reader, upTo: () => position })).of(DESK).people.length;
    const [fourth, fifth] = [five[3]!.position, five[4]!.position];
    expect([await upTo(fourth), await upTo(fifth), await upTo(fourth), await upTo()]).toEqual([0, 5, 0, 5]);
  });
});

it('the key of a department’s answers says whose they are, and in which months they may count', () => {
  expect(departmentOf('icu.north.2026-Q4')).toBe('icu.north');
  expect([monthsOf('icu.north.2026-Q4').at(0), monthsOf('icu.2026-Q1').at(-1), monthsOf('icu.2026-Q1').length]).toEqual([
    '2025-12',
    '2027-01',
    14,
  ]);
});
