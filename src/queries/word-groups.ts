import type { Answer, AnswersDocument } from '../../projections/answers/projection.js';
import { dayOf, endOfDay, monthOf, monthOfDay, yearOf } from '../../projections/kit/day.js';
import { compareBy } from '../../projections/kit/sorted.js';
import { countedOnDay, TALLIED, type Tallies } from '../../projections/kit/year-counts.js';
import type { PairDocument } from '../../projections/trials/documents.js';
import type { Settings } from '../../projections/trials/settings.js';
import type { Position } from '../domain/kernel/event.js';
import { DatedSettings } from './dated-settings.js';
import { memoize } from './memoize.js';
import { readAll } from './paging/paginate.js';
import { relationshipId } from './relationship/joined-relationship.js';
import type { ViewReader } from './view-reader.js';
import { WholeView } from './whole-view.js';

/** Ratings that count together, with one weight. */
interface WordGroup {
  readonly people: readonly number[];
  /** The day of the latest of them: all count on it, once it is over. */
  readonly day: number;
  readonly successes: number;
  readonly trials: number;
}
/** What counts of a pair: its tallies, and its people from the day on which they count. */
export type PairWords = Pick<PairDocument, 'people'> & { readonly tallies: Tallies };
/** A department's groups, by pair, in the order in which they were complete. */
type DepartmentGroups = ReadonlyMap<string, readonly WordGroup[]>;
type DepartmentAnswers = ReadonlyMap<string, AnswersDocument>;
type AllAnswers = ReadonlyMap<string, DepartmentAnswers>;

/**
 * What people said of how they were treated, as it counts for whoever is not told single ratings: the ratings of a pair and year, in the order in which
 * they were recorded, are cut into groups of the smallest group's number of people. All of a group count on one day, so that under no half-life one of
 * them weighs more than another; an unfinished group counts nowhere. Groups share no rating and never change once they are complete, so that every number
 * made of them, at whatever moment and however much of the log is known, is a sum of whole groups, and every difference of numbers as well.
 */
export class WordGroups {
  private readonly byDepartment: ReadonlyMap<string, DepartmentGroups>;
  private months: ReadonlyMap<string, Tallies> | undefined;

  constructor(
    answers: AllAnswers,
    private readonly settings: Settings,
  ) {
    this.byDepartment = new Map([...answers].map(([departmentId, own]) => [departmentId, groupsOf(own, settings)]));
  }

  /** Those of a pair: the same object as long as they are the same. */
  of({ teamId, departmentId }: Pick<PairDocument, 'teamId' | 'departmentId'>): PairWords {
    const groups = this.byDepartment.get(departmentId)?.get(relationshipId(teamId, departmentId)) ?? NO_GROUPS;
    return pairWords(groups, this.settings);
  }

  /** All pairs' tallies of a month (`YYYY-MM`). */
  ofMonth(month: string): Tallies {
    if (!this.months) {
      const months = new Map<string, WordGroup[]>();
      for (const group of [...this.byDepartment.values()].flatMap((own) => [...own.values()].flat())) {
        const name = monthOfDay(group.day);
        const before = months.get(name);
        if (before) before.push(group);
        else months.set(name, [group]);
      }
      this.months = new Map([...months].map(([name, groups]) => [name, tallied(groups)]));
    }
    return this.months.get(month) ?? NO_TALLIES;
  }

  /** The pairs of a department that have groups. */
  pairsOf(departmentId: string): readonly string[] {
    return [...(this.byDepartment.get(departmentId)?.keys() ?? [])];
  }
}

const NO_GROUPS: readonly WordGroup[] = [];
const NO_TALLIES: Tallies = [];

const pairWords = memoize((groups: readonly WordGroup[], { zone }: Settings): PairWords => {
  const people = groups.flatMap(({ people: those, day }) => {
    const since = endOfDay(day, zone);
    return those.map((person) => ({ person, since }));
  });
  people.sort(compareBy(({ since }) => since));
  return { tallies: tallied(groups), people };
});

const tallied = (groups: readonly WordGroup[]): Tallies =>
  groups.reduce<Tallies>((tallies, { day, ...counts }) => countedOnDay(tallies, TALLIED, day, counts), []);

/** Once for each state of a department's answers: that somebody rated it leaves the others' groups as they are. */
const groupsOf = memoize((answers: DepartmentAnswers, settings: Settings): DepartmentGroups => {
  const recorded = [...answers.values()].flatMap(({ departmentId, answers: own }) =>
    own.map((answer) => ({ answer, pair: relationshipId(answer.teamId, departmentId) })),
  );
  recorded.sort(compareBy(({ answer }) => answer.position));
  const waiting = new Map<string, Answer[]>();
  const groups = new Map<string, WordGroup[]>();
  for (const { answer, pair } of recorded) {
    const name = `${pair} ${yearOf(answer.at)}`;
    const together = [...(waiting.get(name) ?? []), answer];
    const people = [...new Set(together.map(({ person }) => person))];
    const at = together.reduce((latest, one) => (one.at > latest ? one.at : latest), '');
    const isComplete = people.length >= settings.organisation(at).smallestGroup;
    waiting.set(name, isComplete ? [] : together);
    if (!isComplete) continue;
    const group = { people, day: dayOf(at, settings.zone), ...wordsOf(together) };
    groups.set(pair, [...(groups.get(pair) ?? []), group]);
  }
  return groups;
});

/** Of what one person said in a month the last counts, as in the score. */
function wordsOf(answers: readonly Answer[]): Pick<WordGroup, 'successes' | 'trials'> {
  const words = new Map<string, Answer>();
  for (const answer of answers) {
    const name = `${answer.person} ${monthOf(answer.at)}`;
    const before = words.get(name);
    if (!before || before.at <= answer.at) words.set(name, answer);
  }
  return { successes: [...words.values()].filter(({ well }) => well).length, trials: words.size };
}

const groupsUnder = memoize((answers: AllAnswers, settings: Settings) => new WordGroups(answers, settings));

/** The groups as readers' views know them, kept from one state of the views to the next. */
export class WordGroupsCache {
  private readonly settings = new DatedSettings();
  /** Nearly always asked for again: nothing has moved. */
  private latest: { readonly answers: AllAnswers; readonly upTo: Position; readonly visible: AllAnswers } | undefined;
  private readonly answers = new WholeView<AnswersDocument, AllAnswers>({
    view: 'answers',
    read: async (reader) => {
      const documents = new Map<string, AnswersDocument>();
      for await (const one of readAll<AnswersDocument>(reader, { view: 'answers', filter: {} }))
        documents.set(`${one.departmentId}.${one.quarter}`, one);
      return withChanged(new Map(), [...documents.keys()], documents);
    },
    renew: withChanged,
  });

  async of(reader: ViewReader): Promise<WordGroups> {
    const [answers, settings] = await Promise.all([this.answers.of(reader), this.settings.of(reader)]);
    return groupsUnder(this.upTo(answers, reader.upTo?.('answers')), settings);
  }

  /**
   * The answers up to a position. A year's lie in four documents: with one of them ahead a group would be cut without an answer that is in another,
   * and once that one is told the next group less this one would be what single people said.
   */
  private upTo(answers: AllAnswers, upTo: Position | undefined): AllAnswers {
    if (upTo === undefined) return answers;
    if (this.latest?.answers !== answers || this.latest.upTo !== upTo)
      this.latest = { answers, upTo, visible: answersUpTo(answers, upTo) };
    return this.latest.visible;
  }
}

/** The same objects where nothing is ahead of the position: what is made of them is kept. */
function answersUpTo(answers: AllAnswers, upTo: Position): AllAnswers {
  const ahead = [...answers].flatMap(([departmentId, own]) => {
    const cut = [...own].filter(([, { answers: said }]) => (said.at(-1)?.position ?? '') > upTo);
    return cut.length === 0 ? [] : [[departmentId, own, cut] as const];
  });
  if (ahead.length === 0) return answers;
  const all = new Map(answers);
  for (const [departmentId, own, cut] of ahead) {
    const visible = new Map(own);
    for (const [key, one] of cut) visible.set(key, { ...one, answers: one.answers.filter(({ position }) => position <= upTo) });
    all.set(departmentId, visible);
  }
  return all;
}

/** With these documents as they are now; departments that have none of them keep what they are. */
function withChanged(before: AllAnswers, keys: readonly string[], documents: ReadonlyMap<string, AnswersDocument>): AllAnswers {
  const all = new Map(before);
  for (const departmentId of new Set(keys.map(departmentOf))) {
    const own = new Map(all.get(departmentId));
    for (const key of keys) if (departmentOf(key) === departmentId) own.delete(key);
    for (const [key, document] of documents) if (document.departmentId === departmentId) own.set(key, document);
    all.set(departmentId, own);
  }
  return all;
}

/** Of an answers document's key, `<departmentId>.<YYYY-Qn>`. */
export const departmentOf = (key: string): string => key.slice(0, key.lastIndexOf('.'));
/** The months in which answers of the year of such a key may count. */
export const monthsOf = (key: string): readonly string[] => {
  const year = key.slice(key.lastIndexOf('.') + 1).slice(0, 4);
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
};
