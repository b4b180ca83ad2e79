import type { AnswersDocument } from '../../../projections/answers/document.js';
import { areEnough, type DistinctPeople, NOBODY, united } from '../../../projections/kit/distinct-people.js';
import { quarterOf } from '../../../projections/kit/day.js';
import type { Component } from '../../measures/components.js';
import { bucketOf, firstDayOf } from '../../measures/periods.js';
import type { Counts } from '../../measures/proportions.js';
import { startOfDay } from '../days.js';
import type { Identities } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import { pairsOf } from '../relationship/pairs-tallies.js';
import { talliesAsOf } from '../score/tallies.js';
import type { ViewReader } from '../view-reader.js';

/** Departments with trials, under those as which they go on. */
export type PeerCounts = ReadonlyMap<
  string,
  {
    /** Null: of too few people, so that nothing may be shown, nor be in any sum. */
    readonly counts: Counts | null;
    /** Answers that are in no number. */
    readonly withheld: number;
  }
>;
interface Days {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** What every department's relationships together count over a stretch of whole days. */
export async function departmentCounts(
  reader: ViewReader,
  component: Component,
  { firstDay, lastDay }: Days,
  { departments }: Identities,
): Promise<PeerCounts> {
  const counts = new Map<string, { counts: Counts; withheld: number }>();
  for await (const { departmentId, days: components, corrections } of pairsOf(reader, {})) {
    let [successes, trials] = [0, 0];
    for (const { d, s, n } of talliesAsOf({ components, corrections }, component, { lastDay, correctedUpTo: '~' })) {
      if (d < firstDay) continue;
      successes += s;
      trials += n;
    }
    if (trials === 0) continue;
    const head = departments.headOf(departmentId);
    counts.set(head, { counts: added(counts.get(head)?.counts ?? NONE, { successes, trials }), withheld: 0 });
  }
  return counts;
}

const NONE: Counts = { successes: 0, trials: 0 };
const added = (some: Counts, others: Counts): Counts => ({
  successes: some.successes + others.successes,
  trials: some.trials + others.trials,
});

/** Clocks of several machines, and views that are written one after the other, are this close to each other. */
const LEEWAY = 3_600_000;

/**
 * Up to when the answers that were told in time are all in the views, as the views themselves say: an answer recorded an hour later is in them.
 * A quarter that was over by the clock only may still gain one, and then two numbers of it would differ by what one person said.
 * @returns the moment asked about, or that one where it is earlier
 */
export async function settled(reader: ViewReader, asOf: string): Promise<string> {
  const latest = { orderBy: 'recordedAt', descending: true, limit: 1 };
  const [last] = await reader.find<AnswersDocument>('answers', latest);
  if (!last) return asOf;
  const known = new Date(Date.parse(last.document.recordedAt) - LEEWAY).toISOString();
  return known < asOf ? known : asOf;
}

/**
 * What people of every department said in quarters that are over. Departments of which too few people said something in a quarter are in no number
 * of it, not even in the middle of the others' funnel: so there is nothing to subtract the others from. What is shown of one is its timely
 * answers, together from enough people or with the first group of late ones, and further such groups.
 */
export async function treatmentCounts(reader: ViewReader, days: Days, identities: Identities): Promise<PeerCounts> {
  const all = new Map<string, { counts: Counts | null; withheld: number }>();
  for (const quarter of quartersOf(days)) {
    for (const [id, { people, hasLate, said, waiting }] of await answersOf(reader, quarter, identities)) {
      const before = all.get(id) ?? { counts: null, withheld: 0 };
      const isShown = hasLate || areEnough(people);
      all.set(id, {
        counts: isShown ? added(before.counts ?? NONE, said) : before.counts,
        withheld: before.withheld + waiting + (isShown ? 0 : said.trials),
      });
    }
  }
  return all;
}

interface Answered {
  readonly people: DistinctPeople;
  readonly hasLate: boolean;
  readonly said: Counts;
  readonly waiting: number;
}
const UNANSWERED: Answered = { people: NOBODY, hasLate: false, said: NONE, waiting: 0 };

async function answersOf(
  reader: ViewReader,
  quarter: string,
  { departments }: Identities,
): Promise<ReadonlyMap<string, Answered>> {
  const all = new Map<string, Answered>();
  const filter = { where: { quarter } };
  for await (const { departmentId, timely, late, waiting } of readAll<AnswersDocument>(reader, { view: 'answers', filter })) {
    const head = departments.headOf(departmentId);
    const before = all.get(head) ?? UNANSWERED;
    all.set(head, {
      people: united(before.people, timely.people),
      hasLate: before.hasLate || late.trials > 0,
      said: added(added(before.said, timely), late),
      waiting: before.waiting + waiting.trials,
    });
  }
  return all;
}

/** The names (`YYYY-Qn`) of the quarters of a stretch that begins and ends with one. */
function quartersOf({ firstDay, lastDay }: Days): readonly string[] {
  const first = bucketOf(firstDay, 'QUARTER');
  return Array.from({ length: bucketOf(lastDay, 'QUARTER') + 1 - first }, (_, place) =>
    quarterOf(startOfDay(firstDayOf(first + place, 'QUARTER'))),
  );
}
