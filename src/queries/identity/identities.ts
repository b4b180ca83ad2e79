import type { MergerDocument } from '../../../projections/mergers/projection.js';
import { relationshipId } from '../relationship/joined-relationship.js';

type Merger = Pick<MergerDocument, 'id' | 'into' | 'effectiveAt'>;

/** The successors of teams or of departments, after a given list of mergers. */
export class Succession {
  private readonly next = new Map<string, Merger>();
  private readonly absorbed = new Map<string, string[]>();

  /**
   * Two mergers that are decided concurrently in different streams may form a circle. Then the one that takes effect last is
   * ignored, so that every id has a successor.
   * @param mergers in the order of their taking effect
   */
  constructor(mergers: readonly Merger[]) {
    for (const merger of mergers) {
      const { id, into } = merger;
      if (this.headOf(into) === id) continue;
      this.next.set(id, merger);
      this.absorbed.set(into, [...(this.absorbed.get(into) ?? []), id]);
    }
  }

  get isEmpty(): boolean {
    return this.next.size === 0;
  }

  /** The ids that were merged into another. */
  get merged(): readonly string[] {
    return [...this.next.keys()];
  }

  /** The final successor of an id: itself unless it was merged. */
  headOf(id: string): string {
    let head = id;
    for (let merger = this.next.get(head); merger; merger = this.next.get(head)) head = merger.into;
    return head;
  }

  /** When the id was merged; null when it was not. */
  sinceOf(id: string): string | null {
    let since: string | null = null;
    for (let merger = this.next.get(id); merger; merger = this.next.get(merger.into)) {
      if (since === null || merger.effectiveAt > since) since = merger.effectiveAt;
    }
    return since;
  }

  /** The ids whose history is read under an id: itself first, then those merged into it, directly or indirectly. */
  partsOf(id: string): readonly string[] {
    return [id, ...(this.absorbed.get(id) ?? []).flatMap((one) => this.partsOf(one))];
  }
}

/** A team, a department, both, or neither for all. */
export interface Sides {
  readonly teamId?: string | undefined;
  readonly departmentId?: string | undefined;
}
export interface Pair {
  readonly teamId: string;
  readonly departmentId: string;
}
/** The pair into which another pair was merged, and since when. */
export interface MergedPair extends Pair {
  readonly effectiveAt: string;
}

/**
 * The ids under which the history of a team or department is read at a moment.
 * Events and views keep the id that was valid when something happened; merged ids are combined only when queried
 * (docs/decisions/0006-mergers-resolved-when-asked.md).
 */
export class Identities {
  readonly teams: Succession;
  readonly departments: Succession;

  /** @param mergers those in effect, in the order of their taking effect; `recorded` also includes those still to come */
  constructor(
    mergers: readonly MergerDocument[],
    private readonly recorded: readonly MergerDocument[] = mergers,
  ) {
    this.teams = new Succession(mergers.filter(({ side }) => side === 'TEAM'));
    this.departments = new Succession(mergers.filter(({ side }) => side === 'DEPARTMENT'));
  }

  /** Whether nothing was merged, so that stored documents can be used as they are. */
  get hasNoMergers(): boolean {
    return this.teams.isEmpty && this.departments.isEmpty;
  }

  /** The stored sides that a query about these sides covers. They are disjoint. */
  covered({ teamId, departmentId }: Sides): readonly Sides[] {
    const teams = teamId === undefined ? [undefined] : this.teams.partsOf(teamId);
    const departments = departmentId === undefined ? [undefined] : this.departments.partsOf(departmentId);
    return teams.flatMap((team) => departments.map((department) => ({ teamId: team, departmentId: department })));
  }

  /** The ids of all relationships that are read under a pair, its own first. */
  relationshipsOf({ teamId, departmentId }: Pair): readonly string[] {
    const departments = this.departments.partsOf(departmentId);
    return this.teams.partsOf(teamId).flatMap((team) => departments.map((department) => relationshipId(team, department)));
  }

  /** The pair into which a pair was merged; null when it was not. */
  mergedInto({ teamId, departmentId }: Pair): MergedPair | null {
    const [team, department] = [this.teams.sinceOf(teamId), this.departments.sinceOf(departmentId)];
    if (team === null && department === null) return null;
    const effectiveAt = (team ?? '') > (department ?? '') ? team! : department!;
    return { teamId: this.teams.headOf(teamId), departmentId: this.departments.headOf(departmentId), effectiveAt };
  }

  /**
   * The id under which a list shows a pair: the ids named by a filter, otherwise its successor, so that each pair is listed
   * once. Null when the filter excludes it.
   */
  listedAs({ teamId, departmentId }: Pair, filter: Sides): string | null {
    const team = listed(this.teams, teamId, filter.teamId);
    const department = listed(this.departments, departmentId, filter.departmentId);
    return team === null || department === null ? null : relationshipId(team, department);
  }

  /** The teams that are or will be merged into this one, by id. */
  teamsInto(teamId: string): readonly { readonly teamId: string; readonly effectiveAt: string }[] {
    return this.recorded
      .filter(({ side, into }) => side === 'TEAM' && into === teamId)
      .map(({ id, effectiveAt }) => ({ teamId: id, effectiveAt }))
      .sort((a, b) => (a.teamId < b.teamId ? -1 : 1));
  }
}

function listed(succession: Succession, id: string, asked: string | undefined): string | null {
  if (asked === undefined) return succession.headOf(id);
  return succession.partsOf(asked).includes(id) ? asked : null;
}

/** Without any merger. */
export const NO_MERGERS = new Identities([]);
