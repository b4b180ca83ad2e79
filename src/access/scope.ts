import type { Within } from '../domain/kernel/command.js';
import type { Concerned } from '../domain/kernel/decider.js';

/** The departments and teams of which somebody may see the rows: a row of either. */
export type Sides = Within;
/** ALL: of the whole organisation. */
export type Scope = 'ALL' | Sides;

export const NOTHING: Sides = { departments: [], teams: [] };

/** Among departments or teams: all of them. No id is called so. */
export const EVERY = '*';

/** Whether something that concerns these may be seen. What concerns nobody is the organisation's, which a narrowed scope does not show. */
export const admits = (scope: Scope, { departmentId, teamId }: Concerned): boolean =>
  scope === 'ALL' ||
  (typeof departmentId === 'string' && scope.departments.includes(departmentId)) ||
  (typeof teamId === 'string' && scope.teams.includes(teamId));

/** All that one of several scopes shows. */
export function union(scopes: readonly Scope[]): Scope {
  if (scopes.includes('ALL')) return 'ALL';
  const sides = scopes as readonly Sides[];
  const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();
  return {
    departments: distinct(sides.flatMap(({ departments }) => departments)),
    teams: distinct(sides.flatMap(({ teams }) => teams)),
  };
}

/** Events that move something from one to another concern both. */
const DEPARTMENT_FIELDS = ['departmentId', 'fromDepartmentId', 'toDepartmentId'];
const TEAM_FIELDS = ['teamId', 'fromTeamId', 'toTeamId', 'byTeamId'];
const names = (data: object, fields: readonly string[], ids: readonly string[]): boolean =>
  fields.some((field) => ids.includes((data as Record<string, string>)[field]!));

/** Whether an event's data name one of these departments, on whichever side of a move. */
export const namesDepartment = (data: object, ...ids: readonly string[]): boolean => names(data, DEPARTMENT_FIELDS, ids);
/** Whether an event's data name one of these teams, on whichever side of a move. */
export const namesTeam = (data: object, ...ids: readonly string[]): boolean => names(data, TEAM_FIELDS, ids);

/** Whether an event's data name somebody of the scope. */
export const admitsEvent = (scope: Scope, data: object): boolean =>
  scope === 'ALL' || namesDepartment(data, ...scope.departments) || namesTeam(data, ...scope.teams);
