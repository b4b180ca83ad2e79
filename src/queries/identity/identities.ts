import type { MergerDocument } from '../../../projections/mergers/projection.js';
import { relationshipId } from '../relationship/relationship-id.js';
import { Succession } from './succession.js';

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
