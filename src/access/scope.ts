import type { Within } from '../domain/kernel/command.js';
import type { Concerned } from '../domain/kernel/decider.js';

/** The departments and teams whose rows a caller may see: a row matches by either. */
export type Sides = Within;
/** ALL: the whole organisation. */
export type Scope = 'ALL' | Sides;

export const NOTHING: Sides = { departments: [], teams: [] };

/** Wildcard among departments or teams: all of them. It is not a valid id. */
export const EVERY = '*';

/** Whether a scope covers these sides. Data without sides belongs to the organisation, which a narrowed scope does not see. */
export const admits = (scope: Scope, { departmentId, teamId }: Concerned): boolean =>
  scope === 'ALL' ||
  (typeof departmentId === 'string' && scope.departments.includes(departmentId)) ||
  (typeof teamId === 'string' && scope.teams.includes(teamId));

/** The union of several scopes. */
export function union(scopes: readonly Scope[]): Scope {
  if (scopes.includes('ALL')) return 'ALL';
  const sides = scopes as readonly Sides[];
  const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();
  return {
    departments: distinct(sides.flatMap(({ departments }) => departments)),
    teams: distinct(sides.flatMap(({ teams }) => teams)),
  };
}

/** An event that moves something from one side to another concerns both. */
const DEPARTMENT_FIELDS = ['departmentId', 'fromDepartmentId', 'toDepartmentId'];
const TEAM_FIELDS = ['teamId', 'fromTeamId', 'toTeamId', 'byTeamId'];
const names = (data: object, fields: readonly string[], ids: readonly string[]): boolean =>
  fields.some((field) => ids.includes((data as Record<string, string>)[field]!));

/** Whether an event's data name one of these departments, on either side of a move. */
export const namesDepartment = (data: object, ...ids: readonly string[]): boolean => names(data, DEPARTMENT_FIELDS, ids);
/** Whether an event's data name one of these teams, on either side of a move. */
export const namesTeam = (data: object, ...ids: readonly string[]): boolean => names(data, TEAM_FIELDS, ids);

/** Whether an event's data name a side of the scope. */
export const admitsEvent = (scope: Scope, data: object): boolean =>
  scope === 'ALL' || namesDepartment(data, ...scope.departments) || namesTeam(data, ...scope.teams);
