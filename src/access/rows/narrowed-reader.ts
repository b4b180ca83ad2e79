import { isRapportError } from '../../domain/kernel/errors.js';
import { comparePlaces, placeIn } from '../../queries/paging/paginate.js';
import type { Preparation, ViewReader } from '../../queries/view-reader.js';
import type { Scalar, ViewFilter, ViewQuery } from '../../view-store/view-store.js';
import { admits, NOTHING, type Sides } from '../scope.js';
import { type Row, ROW_RULES, type RowRule, STREAM_VIEWS } from './row-rules.js';

/** Rows read per page where each row must be checked. */
const BATCH = 500;

/**
 * A view reader for callers who see some departments and teams only. A row out of reach is never found, listed or counted. So
 * queries need no scope checks.
 */
export class NarrowedReader implements ViewReader {
  readonly stale: boolean;
  readonly until?: ViewReader['until'];
  readonly recordedAt?: NonNullable<ViewReader['recordedAt']>;
  readonly prepare?: NonNullable<ViewReader['prepare']>;
  readonly upTo?: NonNullable<ViewReader['upTo']>;
  readonly changedSince?: NonNullable<ViewReader['changedSince']>;
  readonly perspective: string;
  readonly showsRatingsOf?: NonNullable<ViewReader['showsRatingsOf']>;

  constructor(
    private readonly whole: ViewReader,
    private readonly scope: Sides,
  ) {
    this.perspective = perspectiveOf(scope) + (whole.perspective ?? '');
    this.stale = whole.stale;
    // An absent optional member has a meaning, so leave it absent where the underlying reader does.
    if (whole.until !== undefined) this.until = whole.until;
    if (whole.recordedAt) this.recordedAt = () => whole.recordedAt!();
    if (whole.prepare) this.prepare = (views: readonly string[], how?: Preparation) => whole.prepare!(views, how);
    if (whole.upTo) this.upTo = (view) => whole.upTo!(view);
    if (whole.changedSince) this.changedSince = (view, mark) => this.changed(view, mark);
    if (whole.showsRatingsOf) this.showsRatingsOf = (teamId) => this.tells(teamId);
  }

  /** The view of a caller with an empty scope: what everyone may see. */
  get common(): ViewReader {
    return new NarrowedReader(this.whole, NOTHING);
  }

  async get<D extends object>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const documents = await this.whole.get<D>(view, keys);
    const rows = [...documents].map(([key, document]) => ({ key, document }));
    return new Map((await this.seen(view, rows)).map(({ key, document }) => [key, document as D]));
  }

  async find<D extends object>(view: string, query: ViewQuery, keep?: boolean): Promise<readonly { key: string; document: D }[]> {
    const rule = ruleOf(view);
    const rows =
      rule?.is === 'BY_FIELD'
        ? await this.findByField(view, rule, query, keep)
        : rule?.is === 'BY_LOOK'
          ? await this.findByLook(view, query, keep)
          : rule && (await this.seen(view, await this.whole.find(view, query, keep)));
    return (rows ?? []) as readonly { key: string; document: D }[];
  }

  async count(view: string, filter: ViewFilter): Promise<number> {
    const rule = ruleOf(view);
    if (!rule) return 0;
    if (rule.is === 'EVERYBODY') return this.whole.count(view, filter);
    if (rule.is === 'BY_FIELD') {
      try {
        return await this.countByField(view, rule, filter);
      } catch (error) {
        if (!isRapportError(error, 'NOT_INDEXED')) throw error;
      }
    }
    return (await this.findByLook(view, { ...filter, limit: Infinity }, false)).length;
  }

  async mark(view: string): Promise<string> {
    const mark = await this.whole.mark(view);
    return isSameForAll(view) ? mark : `${mark}${this.suffix}`;
  }

  /** Whether the scope may read the events of a stream. */
  async shows(stream: string): Promise<boolean> {
    const dash = stream.indexOf('-');
    const view = STREAM_VIEWS[stream.slice(0, dash)];
    if (view === undefined || view === 'EVERYBODY') return view !== undefined;
    const key = stream.slice(dash + 1);
    return (await this.get(view, [key])).has(key);
  }

  /**
   * Whether single ratings are shown. Without a team the answer covers the whole scope: teams only, each with visible
   * ratings.
   */
  private tells(teamId: string | undefined): boolean {
    const { departments, teams } = this.scope;
    const tellsOf = (id: string) => this.whole.showsRatingsOf!(id);
    return teamId === undefined ? departments.length === 0 && teams.every(tellsOf) : tellsOf(teamId);
  }

  /** Appended to marks, so that results cached under a mark are shared only by readers with the same scope. */
  private get suffix(): string {
    return ` within ${this.perspective}`;
  }

  private async changed(view: string, mark: string): Promise<readonly string[] | null> {
    if (isSameForAll(view)) return this.whole.changedSince!(view, mark);
    return mark.endsWith(this.suffix) ? this.whole.changedSince!(view, mark.slice(0, -this.suffix.length)) : null;
  }

  private async seen(view: string, rows: readonly Row[]): Promise<readonly Row[]> {
    const rule = ruleOf(view);
    if (!rule || rows.length === 0) return [];
    if (rule.is === 'EVERYBODY') {
      const { shown } = rule;
      return shown ? rows.map(({ key, document }) => ({ key, document: shown(document, this.scope) })) : rows;
    }
    const concerned = rule.is === 'BY_LOOK' ? await rule.concerned(this.whole, rows) : rows.map(({ document }) => document);
    return rows.filter((_, place) => {
      const whom = concerned[place]!;
      return whom === 'EVERYBODY' || admits(this.scope, whom);
    });
  }

  /** One index walk per department and team, so that the store skips rows out of reach. */
  private async findByField(view: string, rule: RowRule & { is: 'BY_FIELD' }, query: ViewQuery, keep?: boolean) {
    const walks = this.branches(rule, query).map((branch) => this.whole.find<object>(view, branch, keep));
    const found = await Promise.all(walks);
    if (found.length === 1) return found[0]!;
    const placeOf = placeIn(query.orderBy);
    const sign = query.descending ? -1 : 1;
    // A row may match both a department and a team of the scope.
    const distinct = new Map(found.flat().map((row) => [row.key, row]));
    return [...distinct.values()].sort((a, b) => sign * comparePlaces(placeOf(a), placeOf(b))).slice(0, query.limit);
  }

  private branches({ team }: RowRule & { is: 'BY_FIELD' }, query: ViewQuery): readonly ViewQuery[] {
    const along = (field: string, ids: readonly string[]) =>
      within(query, field, ids).map((id): ViewQuery => ({ ...query, where: { ...query.where, [field]: id } }));
    return [...along('departmentId', this.scope.departments), ...(team ? along('teamId', this.scope.teams) : [])];
  }

  /** Inclusion-exclusion: rows of the departments plus rows of the teams, minus rows of both. */
  private async countByField(view: string, { team }: RowRule & { is: 'BY_FIELD' }, filter: ViewFilter): Promise<number> {
    const departments = within(filter, 'departmentId', this.scope.departments);
    const teams = team ? within(filter, 'teamId', this.scope.teams) : [];
    const count = async (where: Record<string, readonly string[]>) =>
      Object.values(where).some((ids) => ids.length === 0)
        ? 0
        : this.whole.count(view, { ...filter, where: { ...filter.where, ...where } });
    const [ofDepartments, ofTeams, ofBoth] = await Promise.all([
      count({ departmentId: departments }),
      count({ teamId: teams }),
      count({ departmentId: departments, teamId: teams }),
    ]);
    return ofDepartments + ofTeams - ofBoth;
  }

  private async findByLook(view: string, query: ViewQuery, keep?: boolean): Promise<readonly Row[]> {
    const placeOf = placeIn(query.orderBy);
    const seen: Row[] = [];
    for (let after = query.after; ;) {
      const limit = Math.min(query.limit, BATCH);
      const rows = await this.whole.find<object>(view, { ...query, limit, ...(after && { after }) }, keep);
      seen.push(...(await this.seen(view, rows)));
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit || seen.length >= query.limit) return seen.slice(0, query.limit);
      after = placeOf(last);
    }
  }
}

/** Identifies a scope: equal texts see equal rows. */
export const perspectiveOf = ({ departments, teams }: Sides): string => JSON.stringify([departments, teams]);

const ruleOf = (view: string): RowRule | undefined => (Object.hasOwn(ROW_RULES, view) ? ROW_RULES[view] : undefined);

function isSameForAll(view: string): boolean {
  const rule = ruleOf(view);
  return rule?.is === 'EVERYBODY' && rule.shown === undefined;
}

/** The ids that the filter also asks for; all of them where the filter has no condition on the field. */
function within({ where = {} }: ViewFilter, field: string, ids: readonly string[]): readonly string[] {
  const asked: Scalar | readonly Scalar[] | undefined = where[field];
  if (asked === undefined) return ids;
  const wanted = [asked].flat();
  return ids.filter((id) => wanted.includes(id));
}
