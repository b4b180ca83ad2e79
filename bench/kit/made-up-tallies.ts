import { COUNTERS } from '../../projections/trials/counts.js';
import { COMPONENTS } from '../../src/domain/components.js';
import { yearOf } from '../../projections/kit/day.js';
import type { Tallies } from '../../projections/kit/year-counts.js';
import { NOTHING_AGREED, type RelationshipDocument } from '../../projections/relationship/document.js';
import {
  type DayDocument,
  dayKey,
  type DayTrial,
  type MonthDocument,
  monthKey,
  type PairDocument,
} from '../../projections/trials/documents.js';

const RELATIONSHIPS = 1_500;
/** Ten years, in whole days since 1970-01-01. */
export const FIRST_DAY = 16_800;
export const LAST_DAY = FIRST_DAY + 3_649;
/**
 * Day rows per event in the tallies of all relationships. Measured on the demo hospital, where several events fall on one day.
 */
const ROWS_AN_EVENT = 0.65;
const DAY_MS = 86_400_000;

type Row = { readonly day: number; readonly successes: number; readonly trials: number };

/** Pseudo-random numbers from 0 to below 1; the same in each run. */
function dice(): () => number {
  let state = 0x2545f491;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function rows(roll: () => number, count: number): readonly Row[] {
  const days = new Set<number>();
  while (days.size < count) days.add(FIRST_DAY + Math.floor(roll() * (LAST_DAY - FIRST_DAY + 1)));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => {
      const trials = 1 + Math.floor(roll() * 3);
      return { day, trials, successes: Math.round(roll() * trials) };
    });
}

/** The pair documents after so many events in ten years, by relationship id. */
export function madeUpPairs(events: number): ReadonlyMap<string, PairDocument> {
  const roll = dice();
  const count = Math.round((events * ROWS_AN_EVENT) / RELATIONSHIPS / COMPONENTS.length);
  const documents = Array.from({ length: RELATIONSHIPS }, (_, n) => pair(n, () => rows(roll, count)));
  return new Map(documents.map((document) => [document.relationshipId, document]));
}

function pair(n: number, drawn: () => readonly Row[]): PairDocument {
  const [teamId, departmentId] = [`team-${n % 30}`, `department-${Math.floor(n / 30)}`];
  // Enough people per pair for treatment to be shown.
  const people = Array.from({ length: 5 }, (_, person) => ({ person, since: startOf(FIRST_DAY) }));
  const relationshipId = `${teamId}.${departmentId}`;
  return {
    kind: 'PAIR',
    relationshipId,
    teamId,
    departmentId,
    days: daysOf(() => byYear(drawn())),
    corrections: [],
    people,
    changedAt: '0',
  };
}

/** The relationship documents of the pairs. */
export const relationshipsOf = (pairs: Iterable<PairDocument>): ReadonlyMap<string, RelationshipDocument> =>
  new Map(
    [...pairs].map(({ relationshipId, teamId, departmentId }) => {
      const agreed = { ...NOTHING_AGREED, state: 'ESTABLISHED', establishedAt: startOf(FIRST_DAY) } as const;
      const changes = [
        { at: startOf(FIRST_DAY), eventId: 'e', state: 'ESTABLISHED', establishedAt: startOf(FIRST_DAY) } as const,
      ];
      return [relationshipId, { relationshipId, teamId, departmentId, metAt: startOf(FIRST_DAY), ...agreed, changes }];
    }),
  );

/** The sums over all pairs, one document per month. */
export function monthsOf(pairs: Iterable<PairDocument>): ReadonlyMap<string, MonthDocument> {
  const sums = perComponent(() => new Map<number, { successes: number; trials: number }>());
  for (const { days } of pairs) {
    for (const component of COMPONENTS) {
      for (const row of days[component].flatMap(rowsOf)) {
        const sum = sums[component].get(row.day) ?? { successes: 0, trials: 0 };
        sums[component].set(row.day, { successes: sum.successes + row.successes, trials: sum.trials + row.trials });
      }
    }
  }
  const all = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, n) => FIRST_DAY + n);
  const months = [...new Set(all.map((day) => startOf(day).slice(0, 7)))];
  return new Map(
    months.map((month) => {
      const ofMonth = all.filter((day) => startOf(day).startsWith(month));
      const days = daysOf((component) =>
        byYear(ofMonth.flatMap((day) => (sums[component].has(day) ? [{ day, ...sums[component].get(day)! }] : []))),
      );
      return [monthKey(month), { kind: 'MONTH', month, days, corrections: [], changedAt: '0' }];
    }),
  );
}

/** The single trials behind a day’s tallies, spread over the day. */
export function dayOf(day: number, pairs: Iterable<PairDocument>): ReadonlyMap<string, DayDocument> {
  const trials: DayTrial[] = [];
  for (const { relationshipId, teamId, departmentId, days } of pairs) {
    for (const component of COMPONENTS) {
      const row = days[component].flatMap(rowsOf).find((one) => one.day === day);
      for (let n = 0; n < (row?.trials ?? 0); n += 1) {
        const trialId = `ticket-${relationshipId}-${component}-${n}`;
        const at = new Date(day * DAY_MS + ((trials.length * 7_919) % DAY_MS)).toISOString();
        const success = n < row!.successes;
        const about = { trialId, teamId, departmentId, counted: component, subject: trialId, eventIds: [] };
        trials.push({ ...about, at, from: at, success });
      }
    }
  }
  trials.sort((a, b) => (a.at < b.at ? -1 : 1));
  return new Map([[dayKey(day), { kind: 'DAY', day, trials, changedAt: '0' }]]);
}

export const startOf = (day: number): string => new Date(day * DAY_MS).toISOString();
/** Tallies by everything that is counted. Counters that are not components of the score are empty. */
const daysOf = (of: (component: (typeof COMPONENTS)[number]) => Tallies): PairDocument['days'] => ({
  ...perComponent(of),
  ...(Object.fromEntries(COUNTERS.map((counter) => [counter, []])) as unknown as Record<(typeof COUNTERS)[number], Tallies>),
});
const perComponent = <T>(of: (component: (typeof COMPONENTS)[number]) => T) =>
  Object.fromEntries(COMPONENTS.map((component) => [component, of(component)])) as Record<(typeof COMPONENTS)[number], T>;

function byYear(drawn: readonly Row[]): Tallies {
  const years = [...new Set(drawn.map(({ day }) => yearOf(startOf(day))))];
  return years.map((year) => {
    const ofYear = drawn.filter(({ day }) => yearOf(startOf(day)) === year);
    return {
      year,
      days: ofYear.map(({ day }) => day),
      successes: ofYear.map(({ successes }) => successes),
      trials: ofYear.map(({ trials }) => trials),
    };
  });
}

export const rowsOf = ({ days, successes, trials }: Tallies[number]): readonly Row[] =>
  days.map((day, place) => ({ day, successes: successes[place]!, trials: trials[place]! }));
