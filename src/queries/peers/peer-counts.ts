import type { Answer, AnswersDocument } from '../../../projections/answers/projection.js';
import { monthOf, quarterOf, startOfDay } from '../../../projections/kit/day.js';
import { compareBy } from '../../../projections/kit/sorted.js';
import type { Settings } from '../../../projections/trials/settings.js';
import type { Component } from '../../domain/components.js';
import { bucketOf, firstDayOf } from '../../measures/periods.js';
import type { Counts } from '../../measures/proportions.js';
import { justBefore } from '../days.js';
import type { Identities } from '../identity/identities.js';
import { readAll } from '../paging/paginate.js';
import { pairsOf } from '../relationship/pairs-tallies.js';
import { talliesAsOf } from '../score/tallies.js';
import type { ViewReader } from '../view-reader.js';

/** The departments that have trials; merged departments count for their successor. */
export type PeerCounts = ReadonlyMap<
  string,
  {
    /** Null: given by too few people, so not shown and not part of any sum. */
    readonly counts: Counts | null;
    /** Answers that are not part of any number. */
    readonly withheld: number;
  }
>;
interface Days {
  readonly firstDay: number;
  readonly lastDay: number;
}

/**
 * The trials of each department's relationships over whole days.
 * @param correctedUpTo corrections of settled verdicts apply if they were recorded up to this moment
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

/** One hour (in ms). The clocks of several machines differ by less, and so do views that are written one after the other. */
const LEEWAY = 3_600_000;

/**
 * The moment up to which the views contain all answers that were recorded in time. An answer recorded at least an hour later
 * proves this. A quarter that is over only by the clock may still gain an answer, and two results of it would then differ by
 * one person's rating.
 * @returns the requested moment, or the proven one if that is earlier
 */
export async function settled(reader: ViewReader, asOf: string): Promise<string> {
  const latest = { orderBy: 'recordedAt', descending: true, limit: 1 };
  const [last] = await reader.find<AnswersDocument>('answers', latest);
  if (!last) return asOf;
  const settledBy = new Date(Date.parse(last.document.recordedAt) - LEEWAY).toISOString();
  return settledBy < asOf ? settledBy : asOf;
}

/**
 * The ratings of every department in quarters that are over: one per person, pair and month, as in the score. If fewer people
 * than the smallest group in force at the quarter's end rated a department in a quarter, these ratings are part of no number,
 * not even of the centre of the funnel, so that they cannot be derived by subtracting the others. A department's shown number
 * consists of its timely answers, if enough people gave them or a first group of late answers counts with them, and of
 * further groups of late answers.
 */
export async function treatmentCounts(
  reader: ViewReader,
  days: Days,
  identities: Identities,
  settings: Settings,
): Promise<PeerCounts> {
  const all = new Map<string, { counts: Counts | null; withheld: number }>();
  for (const quarter of quartersOf(days, settings.zone)) {
    const { smallestGroup } = settings.organisation(justBefore(quarter.end));
    const answered = await answersOf(reader, quarter, smallestGroup, identities, settings.zone);
    for (const [id, { people, hasLate, said, waiting }] of answered) {
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
  /** The people who answered in time. */
  readonly people: ReadonlySet<number>;
  readonly hasLate: boolean;
  readonly said: Counts;
  readonly waiting: number;
}
const UNANSWERED: Answered = { people: new Set(), hasLate: false, said: NONE, waiting: 0 };

async function answersOf(
  reader: ViewReader,
  quarter: Quarter,
  smallestGroup: number,
  { departments }: Identities,
  zone: string,
): Promise<ReadonlyMap<string, Answered>> {
  const all = new Map<string, Answered>();
  for (const [departmentId, answers] of await answersIn(reader, quarter)) {
    const head = departments.headOf(departmentId);
    const before = all.get(head) ?? UNANSWERED;
    const { timely, late, waiting } = joined(answers, quarter.end, smallestGroup);
    all.set(head, {
      people: new Set([...before.people, ...timely.map(({ person }) => person)]),
      hasLate: before.hasLate || late.length > 0,
      said: added(before.said, wordsOf([...timely, ...late], zone)),
      waiting: before.waiting + waiting.length,
    });
  }
  return all;
}

/**
 * The answers of a quarter by department, in the order of the log. They are stored by UTC quarters, and a quarter of another
 * zone meets two: neither document may be ahead of the other, or a group would be cut without an answer that joins it later.
 */
async function answersIn(reader: ViewReader, { start, end }: Quarter): Promise<ReadonlyMap<string, readonly Answer[]>> {
  const all = new Map<string, Answer[]>();
  const upTo = reader.upTo?.('answers');
  const filter = [...new Set([start, justBefore(end)].map(quarterOf))].map((quarter) => ({ where: { quarter } }));
  for await (const { departmentId, answers } of readAll<AnswersDocument>(reader, { view: 'answers', filter })) {
    const own = answers.filter(({ at, position }) => at >= start && at < end && (upTo === undefined || position <= upTo));
    if (own.length > 0) all.set(departmentId, [...(all.get(departmentId) ?? []), ...own]);
  }
  for (const own of all.values()) own.sort(compareBy(({ position }) => position));
  return all;
}

interface Joined {
  /**
   * Recorded before the quarter was over, hence before anyone could ask about it. They form one group, if enough people are
   * in it.
   */
  readonly timely: readonly Answer[];
  /** Recorded after the quarter, as far as enough people have answered late: a sum of complete groups. */
  readonly late: readonly Answer[];
  /** Recorded after the quarter, by too few people so far. Not shown. */
  readonly waiting: readonly Answer[];
}

/**
 * A number of a past quarter may have been read already, and subtracting it from a later one would reveal the answers
 * recorded in between. Late answers therefore wait until enough people have answered late, and then count together: any two
 * results differ by whole groups. Timely answers count at once. (docs/decisions/0007-smallest-groups-of-people.md)
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

/** One rating per person, pair and month: the last one counts. */
function wordsOf(answers: readonly Answer[], zone: string): Counts {
  const words = new Map<string, boolean>();
  const inOrder = answers.toSorted(
    compareBy(
      ({ at }) => at,
      ({ eventId }) => eventId,
    ),
  );
  for (const { teamId, person, at, well } of inOrder) words.set(`${teamId} ${person} ${monthOf(at, zone)}`, well);
  return { successes: [...words.values()].filter(Boolean).length, trials: words.size };
}

/** A quarter of the organisation's calendar: from its first moment until `end`, exclusive. */
interface Quarter {
  readonly start: string;
  readonly end: string;
}

/** The quarters of a period of whole quarters. */
function quartersOf({ firstDay, lastDay }: Days, zone: string): readonly Quarter[] {
  const first = bucketOf(firstDay, 'QUARTER');
  return Array.from({ length: bucketOf(lastDay, 'QUARTER') + 1 - first }, (_, place) => ({
    start: startOfDay(firstDayOf(first + place, 'QUARTER'), zone),
    end: startOfDay(firstDayOf(first + place + 1, 'QUARTER'), zone),
  }));
}
