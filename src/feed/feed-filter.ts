import type { RecordedEvent } from '../domain/kernel/event.js';

/** Which events a reader wants; what is absent admits all. Every part must hold. */
export interface FeedFilter {
  readonly types?: ReadonlySet<string>;
  readonly departmentId?: string;
  readonly teamId?: string;
  readonly stream?: string;
}

/** Events that move something from one to another concern both. */
const DEPARTMENT_FIELDS = ['departmentId', 'fromDepartmentId', 'toDepartmentId'];
const TEAM_FIELDS = ['teamId', 'fromTeamId', 'toTeamId', 'byTeamId'];

export function accepts({ types, departmentId, teamId, stream }: FeedFilter, event: RecordedEvent): boolean {
  if (types && !types.has(event.type)) return false;
  if (stream !== undefined && event.stream !== stream) return false;
  if (departmentId !== undefined && !names(event.data, DEPARTMENT_FIELDS, departmentId)) return false;
  return teamId === undefined || names(event.data, TEAM_FIELDS, teamId);
}

const names = (data: object, fields: readonly string[], id: string): boolean =>
  fields.some((field) => (data as Record<string, unknown>)[field] === id);
