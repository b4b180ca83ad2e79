import { Injectable } from '@nestjs/common';
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
  /** The day of the latest rating: all ratings of the group count on this day, once it is over. */
  readonly day: number;
  readonly successes: number;
  readonly trials: number;
}
/** The ratings of a pair that count: its tallies, and the people who gave them with the moment from which they count. */
export type PairWords = Pick<PairDocument, 'people'> & { readonly tallies: Tallies };
/** The groups of a department by pair, in the order in which they became complete. */
type DepartmentGroups = ReadonlyMap<string, readonly WordGroup[]>;
type DepartmentAnswers = ReadonlyMap<string, AnswersDocument>;
type AllAnswers = ReadonlyMap<string, DepartmentAnswers>;

/**
 * The ratings as they count for readers who may not see single ratings. The ratings of a pair and year, in the order in which
 * they were recorded, are cut into groups of as many people as the smallest group. All ratings of a group count on one day,
 * so that no half-life can give them different weights; an incomplete group does not count. Groups share no rating and never
 * change once they are complete. So every number computed from them, at any moment and with any part of the log known, is a
 * sum of whole groups, and so is every difference of two numbers.
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

  /** The ratings of a pair: the same object as long as they have not changed. */
  of({ teamId, departmentId }: Pick<PairDocument, 'teamId' | 'departmentId'>): PairWords {
    const groups = this.byDepartment.get(departmentId)?.get(relationshipId(teamId, departmentId)) ?? NO_GROUPS;
    return pairWords(groups, this.settings);
  }

  /** The tallies of all pairs in a month (`YYYY-MM`). */
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

  /** The pairs of a department that have complete groups. */
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

/** Memoised per department, so that a new rating of one department leaves the groups of the others unchanged. */
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
    const group = { people, day: dayOf(at, settings.zone), ...wordsOf(together, settings.zone) };
    groups.set(pair, [...(groups.get(pair) ?? []), group]);
  }
  return groups;
});

/** If a person rated several times in a month, only the last rating counts, as in the score. */
function wordsOf(answers: readonly Answer[], zone: string): Pick<WordGroup, 'successes' | 'trials'> {
  const words = new Map<string, Answer>();
  for (const answer of answers) {
    const name = `${answer.person} ${monthOf(answer.at, zone)}`;
    const before = words.get(name);
    if (!before || before.at <= answer.at) words.set(name, answer);
  }
  return { successes: [...words.values()].filter(({ well }) => well).length, trials: words.size };
}

const groupsUnder = memoize((answers: AllAnswers, settings: Settings) => new WordGroups(answers, settings));

/** Caches the groups as they follow from the views that a reader sees, across states of the views. */
@Injectable()
export class WordGroupsCache {
  /** The last result. It is almost always asked for again, because nothing has changed. */
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

  constructor(private readonly settings: DatedSettings) {}

  async of(reader: ViewReader): Promise<WordGroups> {
    const [answers, settings] = await Promise.all([this.answers.of(reader), this.settings.of(reader)]);
    return groupsUnder(this.upTo(answers, reader.upTo?.('answers')), settings);
  }

  /**
   * The answers up to a position. The answers of a year are in four documents. If one of them were ahead, a group could be
   * cut without an answer that is in another document; once that answer became visible, the difference of the two groups
   * would reveal what single people said.
   */
  private upTo(answers: AllAnswers, upTo: Position | undefined): AllAnswers {
    if (upTo === undefined) return answers;
    if (this.latest?.answers !== answers || this.latest.upTo !== upTo)
      this.latest = { answers, upTo, visible: answersUpTo(answers, upTo) };
    return this.latest.visible;
  }
}

/** Returns the same object when no document is ahead of the position, so that values memoised for it stay valid. */
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

/** Replaces these documents by their present state. Departments without a changed document keep their object. */
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

/** The department id of the key of an answers document, `<departmentId>.<YYYY-Qn>`. */
export const departmentOf = (key: string): string => key.slice(0, key.lastIndexOf('.'));
/**
 * The months in which answers of the key's year may count, in any zone: it is a year of UTC, whose last hours belong to the
 * next year elsewhere.
 */
export const monthsOf = (key: string): readonly string[] => {
  const year = Number(key.slice(key.lastIndexOf('.') + 1).slice(0, 4));
  return Array.from({ length: 14 }, (_, index) => new Date(Date.UTC(year, index - 1)).toISOString().slice(0, 7));
};
