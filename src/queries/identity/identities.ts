import type { MergerDocument } from '../../../projections/mergers/projection.js';
import { relationshipId } from '../relationship/joined-relationship.js';

type Merger = Pick<MergerDocument, 'id' | 'into' | 'effectiveAt'>;

/** Who goes on as whom, of the teams or of the departments, once these mergers have taken effect. */
export class Succession {
  private readonly next = new Map<string, Merger>();
  private readonly absorbed = new Map<string, string[]>();

  /**
   * Two mergers decided at the same time, each in its own stream, may go round in a circle: then the one that takes effect last closes it and
   * counts for nothing, so that everybody has somebody to go on as.
   * @param mergers in order of their taking effect
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

  /** Those that go on as another. */
  get merged(): readonly string[] {
    return [...this.next.keys()];
  }

  /** As whom it goes on in the end: itself, unless it was merged. */
  headOf(id: string): string {
    let head = id;
    for (let merger = this.next.get(head); merger; merger = this.next.get(head)) head = merger.into;
    return head;
  }

  /** Since when it is read under that name; null for what goes on as itself. */
  sinceOf(id: string): string | null {
    let since: string | null = null;
    for (let merger = this.next.get(id); merger; merger = this.next.get(merger.into)) {
      if (since === null || merger.effectiveAt > since) since = merger.effectiveAt;
    }
    return since;
  }

  /** All whose history is read under an id: itself first, then those that went on as it, or as one that did. */
  partsOf(id: string): readonly string[] {
    return [id, ...(this.absorbed.get(id) ?? []).flatMap((one) => this.partsOf(one))];
  }
}

/** A team, a department, both, or, with neither, all there are. */
export interface Sides {
  readonly teamId?: string | undefined;
  readonly departmentId?: string | undefined;
}
export interface Pair {
  readonly teamId: string;
  readonly departmentId: string;
}
/** The pair under which a pair's history is read as well, and since when. */
export interface MergedPair extends Pair {
  readonly effectiveAt: string;
}

/**
 * Under which ids the history of a team or department is read at a moment. Events and views keep the id that something had when it happened;
 * only who asks brings together what has become one. (docs/decisions/0006-identity-when-asked.md)
 */
export class Identities {
  readonly teams: Succession;
  readonly departments: Succession;

  /** @param mergers those that have taken effect, in the order of that; `recorded`: those to come as well */
  constructor(
    mergers: readonly MergerDocument[],
    private readonly recorded: readonly MergerDocument[] = mergers,
  ) {
    this.teams = new Succession(mergers.filter(({ side }) => side === 'TEAM'));
    this.departments = new Succession(mergers.filter(({ side }) => side === 'DEPARTMENT'));
  }

  /** Everybody is who they always were: what is stored answers as it is. */
  get isPlain(): boolean {
    return this.teams.isEmpty && this.departments.isEmpty;
  }

  /** What a question about these sides covers: the sides as they are stored, each of which excludes the others. */
  covered({ teamId, departmentId }: Sides): readonly Sides[] {
    const teams = teamId === undefined ? [undefined] : this.teams.partsOf(teamId);
    const departments = departmentId === undefined ? [undefined] : this.departments.partsOf(departmentId);
    return teams.flatMap((team) => departments.map((department) => ({ teamId: team, departmentId: department })));
  }

  /** The ids of all relationships that are read under a pair: its own first. */
  relationshipsOf({ teamId, departmentId }: Pair): readonly string[] {
    const departments = this.departments.partsOf(departmentId);
    return this.teams.partsOf(teamId).flatMap((team) => departments.map((department) => relationshipId(team, department)));
  }

  /** Under which pair a pair is read besides its own; null when under none. */
  mergedInto({ teamId, departmentId }: Pair): MergedPair | null {
    const [team, department] = [this.teams.sinceOf(teamId), this.departments.sinceOf(departmentId)];
    if (team === null && department === null) return null;
    const effectiveAt = (team ?? '') > (department ?? '') ? team! : department!;
    return { teamId: this.teams.headOf(teamId), departmentId: this.departments.headOf(departmentId), effectiveAt };
  }

  /**
   * Under which id a list shows a pair: under those that a filter names, else under those as which it goes on, so that each is listed once.
   * Null when the filter leaves it out.
   */
  listedAs({ teamId, departmentId }: Pair, filter: Sides): string | null {
    const team = listed(this.teams, teamId, filter.teamId);
    const department = listed(this.departments, departmentId, filter.departmentId);
    return team === null || department === null ? null : relationshipId(team, department);
  }

  /** The teams of which it is recorded that they go on in this one, be it later, by id. */
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

/** Nobody has become one with anybody. */
export const PLAIN = new Identities([]);
