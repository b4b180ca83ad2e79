import type { Answer, AnswersDocument } from '../../../projections/answers/projection.js';
import { monthOf, quarterOf } from '../../../projections/kit/day.js';
import { compareBy } from '../../../projections/kit/sorted.js';
import type { Settings } from '../../../projections/trials/settings.js';
import type { Component } from '../../domain/components.js';
import { bucketOf, firstDayOf } from '../../measures/periods.js';
import type { Counts } from '../../measures/proportions.js';
import { justBefore, startOfDay } from '../days.js';
import type { Identities } from '../identity/identities.js';
import { readAll } from '../paging/paginate.js';
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

/**
 * What every department's relationships together count over a stretch of whole days.
 * @param correctedUpTo settled verdicts count as told otherwise up to this moment
 */
export async function departmentCounts(
  reader: ViewReader,
  component: Component,
  { firstDay, lastDay }: Days,
  { departments }: Identities,
  correctedUpTo: string,
): Promise<PeerCounts> {
  const counts = new Map<string, { counts: Counts; withheld: number }>();
  for await (const { departmentId, days: components, corrections } of pairsOf(reader, {})) {
    let [successes, trials] = [0, 0];
    for (const { d, s, n } of talliesAsOf({ components, corrections }, component, { lastDay, correctedUpTo })) {
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
  const settledBy = new Date(Date.parse(last.document.recordedAt) - LEEWAY).toISOString();
  return settledBy < asOf ? settledBy : asOf;
}

/**
 * What people of every department said in quarters that are over: one word a person, pair and month, as in the score. Departments of which fewer
 * people than the smallest group in force at its end said something in a quarter are in no number of it, not even in the middle of the others'
 * funnel: so there is nothing to subtract the others from. What is shown of one is its timely answers, together from enough people or with
 * the first group of late ones, and further such groups.
 */
export async function treatmentCounts(
  reader: ViewReader,
  days: Days,
  identities: Identities,
  settings: Settings,
): Promise<PeerCounts> {
  const all = new Map<string, { counts: Counts | null; withheld: number }>();
  for (const { name, end } of quartersOf(days)) {
    const { smallestGroup } = settings.organisation(justBefore(end));
    for (const [id, { people, hasLate, said, waiting }] of await answersOf(reader, name, end, smallestGroup, identities)) {
      const before = all.get(id) ?? { counts: null, withheld: 0 };
      const isShown = hasLate || people.size >= smallestGroup;
      all.set(id, {
        counts: isShown ? added(before.counts ?? NONE, said) : before.counts,
        withheld: before.withheld + waiting + (isShown ? 0 : said.trials),
      });
    }
  }
  return all;
}

interface Answered {
  /** Who answered in time. */
  readonly people: ReadonlySet<number>;
  readonly hasLate: boolean;
  readonly said: Counts;
  readonly waiting: number;
}
const UNANSWERED: Answered = { people: new Set(), hasLate: false, said: NONE, waiting: 0 };

async function answersOf(
  reader: ViewReader,
  quarter: string,
  end: string,
  smallestGroup: number,
  { departments }: Identities,
): Promise<ReadonlyMap<string, Answered>> {
  const all = new Map<string, Answered>();
  const filter = { where: { quarter } };
  for await (const { departmentId, answers } of readAll<AnswersDocument>(reader, { view: 'answers', filter })) {
    const head = departments.headOf(departmentId);
    const before = all.get(head) ?? UNANSWERED;
    const { timely, late, waiting } = joined(answers, end, smallestGroup);
    all.set(head, {
      people: new Set([...before.people, ...timely.map(({ person }) => person)]),
      hasLate: before.hasLate || late.length > 0,
      said: added(before.said, wordsOf([...timely, ...late])),
      waiting: before.waiting + waiting.length,
    });
  }
  return all;
}

interface Joined {
  /** Recorded before the quarter was over, hence before anybody could ask about it: one group, if enough people are in it. */
  readonly timely: readonly Answer[];
  /** Recorded after it, as far as enough people have told something more: a sum of groups. */
  readonly late: readonly Answer[];
  /** Recorded after it, by fewer people than are enough. Never shown. */
  readonly waiting: readonly Answer[];
}

/**
 * Of a quarter that is over somebody may have been told a number already, and the next number less that one would be what was told in between. So
 * what is told late waits until enough people have told something late, and counts together with it: any two answers differ by whole groups. What
 * is told in time counts as it comes. (docs/decisions/0007-who-may-be-recognised.md)
 * @param answers in the order in which they were recorded
 */
export function joined(answers: readonly Answer[], end: string, smallestGroup: number): Joined {
  const late: Answer[] = [];
  let waiting: Answer[] = [];
  for (const answer of answers) {
    if (answer.recordedAt < end) continue;
    waiting.push(answer);
    if (new Set(waiting.map(({ person }) => person)).size < smallestGroup) continue;
    late.push(...waiting);
    waiting = [];
  }
  return { timely: answers.filter(({ recordedAt }) => recordedAt < end), late, waiting };
}

/** One word a person, pair and month (UTC, as the quarters are): the last that was said. */
function wordsOf(answers: readonly Answer[]): Counts {
  const words = new Map<string, boolean>();
  const inOrder = answers.toSorted(
    compareBy(
      ({ at }) => at,
      ({ eventId }) => eventId,
    ),
  );
  for (const { teamId, person, at, well } of inOrder) words.set(`${teamId} ${person} ${monthOf(at)}`, well);
  return { successes: [...words.values()].filter(Boolean).length, trials: words.size };
}

/** The quarters of a stretch that begins and ends with one: their names (`YYYY-Qn`), and the moments at which they are over. */
function quartersOf({ firstDay, lastDay }: Days): readonly { readonly name: string; readonly end: string }[] {
  const first = bucketOf(firstDay, 'QUARTER');
  return Array.from({ length: bucketOf(lastDay, 'QUARTER') + 1 - first }, (_, place) => ({
    name: quarterOf(startOfDay(firstDayOf(first + place, 'QUARTER'))),
    end: startOfDay(firstDayOf(first + place + 1, 'QUARTER')),
  }));
}
