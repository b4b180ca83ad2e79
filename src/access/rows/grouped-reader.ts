import { LRUCache } from 'lru-cache';
import {
  type DayDocument,
  type DerivedDocument,
  type MonthDocument,
  type PairDocument,
  monthKey,
  pairKey,
} from '../../../projections/trials/documents.js';
import { memoize, PERSPECTIVES } from '../../queries/memoize.js';
import type { Tallies } from '../../../projections/kit/year-counts.js';
import type { Preparation, ViewReader } from '../../queries/view-reader.js';
import { departmentOf, type WordGroupsCache, monthsOf, type PairWords, type WordGroups } from '../../queries/word-groups.js';
import type { ViewFilter, ViewQuery } from '../../view-store/view-store.js';
import type { Scope, Sides } from '../scope.js';
import { seesRatingsOf } from '../single-answers.js';

/** Separates the two marks in a combined mark. The underlying marks may contain any other character. */
const BETWEEN = '\u0000';

/** Cached by reader and by the visible ratings. */
const readers = new WeakMap<ViewReader, LRUCache<string, ViewReader>>();

/** A reader that shows single ratings of these teams' contacts only. */
export function inGroups(reader: ViewReader, ratings: Scope, words: WordGroupsCache): ViewReader {
  if (ratings === 'ALL') return reader;
  let cached = readers.get(reader);
  if (!cached) readers.set(reader, (cached = new LRUCache<string, ViewReader>({ max: PERSPECTIVES })));
  const perspective = JSON.stringify(ratings.teams);
  let created = cached.get(perspective);
  if (!created) cached.set(perspective, (created = new GroupedReader(reader, ratings, words)));
  return created;
}

/**
 * A view reader for callers who see no single ratings, or only those of some teams. Ratings count in sufficiently large
 * groups (`WordGroups`), both in the tallies of a pair and in those of the organisation, on which every score depends. So
 * queries need no checks of their own.
 */
class GroupedReader implements ViewReader {
  readonly stale: boolean;
  readonly until?: ViewReader['until'];
  readonly recordedAt?: NonNullable<ViewReader['recordedAt']>;
  readonly prepare?: NonNullable<ViewReader['prepare']>;
  readonly upTo?: NonNullable<ViewReader['upTo']>;
  readonly changedSince?: NonNullable<ViewReader['changedSince']>;
  readonly perspective: string;
  /** Grouped documents by source document. Never invalidated, because a reader's views and the groups are fixed. */
  private readonly shownOf = new WeakMap<object, object>();

  constructor(
    private readonly whole: ViewReader,
    private readonly ratings: Sides,
    private readonly words: WordGroupsCache,
  ) {
    this.perspective = ` in groups but of ${JSON.stringify(ratings)}`;
    this.stale = whole.stale;
    // An absent optional member has a meaning, so leave it absent where the underlying reader does.
    if (whole.until !== undefined) this.until = whole.until;
    if (whole.recordedAt) this.recordedAt = () => whole.recordedAt!();
    if (whole.prepare)
      this.prepare = (views: readonly string[], how?: Preparation) =>
        whole.prepare!(views.includes('trials') ? [...new Set([...views, 'answers'])] : views, how);
    if (whole.upTo) this.upTo = (view) => whole.upTo!(view);
    if (whole.changedSince) this.changedSince = (view, mark) => this.changed(view, mark);
  }

  async get<D extends object>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const documents = await this.whole.get<D>(view, keys);
    if (view !== 'trials') return documents;
    const shown = await this.shown([...documents.values()]);
    return new Map([...documents.keys()].map((key, place) => [key, shown[place]!]));
  }

  async find<D extends object>(view: string, query: ViewQuery, keep?: boolean): Promise<readonly { key: string; document: D }[]> {
    const rows = await this.whole.find<D>(view, query, keep);
    if (view !== 'trials') return rows;
    const shown = await this.shown(rows.map(({ document }) => document));
    return rows.map(({ key }, place) => ({ key, document: shown[place]! }));
  }

  count(view: string, filter: ViewFilter): Promise<number> {
    return this.whole.count(view, filter);
  }

  /** Grouped trials also depend on the answers, so combine both marks. */
  async mark(view: string): Promise<string> {
    const mark = await this.whole.mark(view);
    return view === 'trials' ? `${mark}${BETWEEN}${await this.whole.mark('answers')}` : mark;
  }

  showsRatingsOf(teamId: string | undefined): boolean {
    return seesRatingsOf(this.ratings, teamId);
  }

  /** Adds the pairs and months whose groups may have changed. */
  private async changed(view: string, mark: string): Promise<readonly string[] | null> {
    if (view !== 'trials') return this.whole.changedSince!(view, mark);
    const [ofTrials = '', ofAnswers = ''] = mark.split(BETWEEN);
    const [trials, answers] = await Promise.all([
      this.whole.changedSince!('trials', ofTrials),
      this.whole.changedSince!('answers', ofAnswers),
    ]);
    if (!trials || !answers) return null;
    if (answers.length === 0) return trials;
    const words = await this.words.of(this.whole);
    const more = answers.flatMap((key) => [...monthsOf(key).map(monthKey), ...words.pairsOf(departmentOf(key)).map(pairKey)]);
    return [...new Set([...trials, ...more])];
  }

  private async shown<D extends object>(documents: readonly D[]): Promise<readonly D[]> {
    const unseen = documents.filter((document) => !this.shownOf.has(document));
    if (unseen.length > 0) {
      const words = await this.words.of(this.whole);
      for (const document of unseen) this.shownOf.set(document, this.inGroups(document, words));
    }
    return documents.map((document) => this.shownOf.get(document) as D);
  }

  private inGroups(document: object, words: WordGroups): object {
    const one = document as DerivedDocument;
    switch (one.kind) {
      case 'PAIR':
        return this.showsRatingsOf(one.teamId) ? one : groupedPair(one, words.of(one));
      case 'MONTH':
        return groupedMonth(one, words.ofMonth(one.month));
      case 'DAY':
        return visibleDay(one, this.ratings);
      default:
        return one;
    }
  }
}

// Returns the same object for the same input, because scores are cached by the documents they are computed from.
const groupedPair = memoize((pair: PairDocument, { tallies, people }: PairWords): PairDocument => ({
  ...pair,
  ...withTreatment(pair, tallies),
  people,
}));
const groupedMonth = memoize((month: MonthDocument, tallies: Tallies): MonthDocument => ({
  ...month,
  ...withTreatment(month, tallies),
}));
const visibleDay = memoize((day: DayDocument, ratings: Sides): DayDocument => ({
  ...day,
  trials: day.trials.filter(({ counted, teamId }) => counted !== 'treatment' || seesRatingsOf(ratings, teamId)),
}));

/**
 * Replaces the tallies of ratings. They already include later corrections, so a correction keeps only its time, with zero
 * counts.
 */
const withTreatment = (
  { days, corrections }: Pick<PairDocument, 'days' | 'corrections'>,
  treatment: PairDocument['days']['treatment'],
) => ({
  days: { ...days, treatment },
  corrections: corrections.map((one) => (one.counted === 'treatment' ? { ...one, successes: 0, trials: 0 } : one)),
});
