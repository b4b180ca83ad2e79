import { COMPONENTS } from '../../projections/kit/component.js';
import { yearOf } from '../../projections/kit/day.js';
import type { Tallies } from '../../projections/kit/tallies.js';
import type { OrganisationDocument } from '../../projections/organisation/document.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import type { TrialDocument } from '../../projections/trials/document.js';

const RELATIONSHIPS = 1_500;
/** Ten years, in whole days since 1970-01-01. */
export const FIRST_DAY = 16_800;
export const LAST_DAY = FIRST_DAY + 3_649;
/** Day rows that an event leaves in the tallies of all relationships: measured on the demo hospital, where several fall on one day. */
const ROWS_AN_EVENT = 0.65;
const DAY_MS = 86_400_000;

type Row = { readonly day: number; readonly successes: number; readonly trials: number };

/** The same numbers in each run. */
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

/** The relationships that so many events of ten years leave. */
export function madeUpRelationships(events: number): ReadonlyMap<string, RelationshipDocument> {
  const roll = dice();
  const count = Math.round((events * ROWS_AN_EVENT) / RELATIONSHIPS / COMPONENTS.length);
  const documents = Array.from({ length: RELATIONSHIPS }, (_, n) => relationship(n, () => rows(roll, count)));
  return new Map(documents.map((document) => [document.relationshipId, document]));
}

function relationship(n: number, drawn: () => readonly Row[]): RelationshipDocument {
  const [teamId, departmentId] = [`team-${n % 30}`, `department-${Math.floor(n / 30)}`];
  return {
    relationshipId: `${teamId}.${departmentId}`,
    teamId,
    departmentId,
    state: 'ESTABLISHED',
    type: null,
    scope: null,
    establishedAt: startOf(FIRST_DAY),
    endedAt: null,
    successor: null,
    predecessors: [],
    charter: null,
    maturity: { it: null, department: null },
    components: perComponent(() => byYear(drawn())),
    contacts: [],
    resolutions: 0,
    interactions: 0,
  };
}

/** The sum over all relationships, a document a month. */
export function organisationOf(relationships: Iterable<RelationshipDocument>): ReadonlyMap<string, OrganisationDocument> {
  const sums = perComponent(() => new Map<number, { successes: number; trials: number }>());
  for (const { components } of relationships) {
    for (const component of COMPONENTS) {
      for (const row of components[component].flatMap(rowsOf)) {
        const sum = sums[component].get(row.day) ?? { successes: 0, trials: 0 };
        sums[component].set(row.day, { successes: sum.successes + row.successes, trials: sum.trials + row.trials });
      }
    }
  }
  const days = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, n) => FIRST_DAY + n);
  const months = [...new Set(days.map((day) => startOf(day).slice(0, 7)))];
  return new Map(
    months.map((month) => {
      const ofMonth = days.filter((day) => startOf(day).startsWith(month));
      const components = perComponent((component) =>
        byYear(ofMonth.flatMap((day) => (sums[component].has(day) ? [{ day, ...sums[component].get(day)! }] : []))),
      );
      return [month, { month, components }];
    }),
  );
}

/** The single verdicts that make a day’s tallies, over the day. */
export function trialsOf(day: number, relationships: Iterable<RelationshipDocument>): ReadonlyMap<string, TrialDocument> {
  const trials = new Map<string, TrialDocument>();
  for (const { relationshipId, teamId, departmentId, components } of relationships) {
    for (const component of COMPONENTS) {
      const row = components[component].flatMap(rowsOf).find((one) => one.day === day);
      for (let n = 0; n < (row?.trials ?? 0); n += 1) {
        const trialId = `ticket-${relationshipId}-${component}-${n}`;
        const at = new Date(day * DAY_MS + ((trials.size * 7_919) % DAY_MS)).toISOString();
        const success = n < row!.successes;
        const about = { trialId, relationshipId, teamId, departmentId, component, subject: trialId, eventIds: [] };
        trials.set(trialId, { ...about, at, success, counted: true, times: 1 });
      }
    }
  }
  return trials;
}

export const startOf = (day: number): string => new Date(day * DAY_MS).toISOString();
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
