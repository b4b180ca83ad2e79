import type { AudienceOfPage } from '../access/rows/reach.js';
import { maySee } from '../access/policy.js';
import { admitsEvent, namesDepartment, namesTeam, type Scope } from '../access/scope.js';
import { type VisibleEvent, visibleEvent } from '../access/single-answers.js';
import { AGGREGATES, EVENT_TYPES } from '../domain/aggregates.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { RecordedEvent } from '../domain/kernel/event.js';

const DECLARED: ReadonlySet<string> = new Set(EVENT_TYPES.map(({ type }) => type));

/** Which events a reader wants. An absent part admits everything; all parts must match. */
export interface FeedFilter {
  readonly types?: ReadonlySet<string>;
  readonly departmentId?: string;
  readonly teamId?: string;
  readonly stream?: string;
  /** What the reader may see at all; absent: everything. */
  readonly audience?: AudienceOfPage | undefined;
}

/**
 * The events of a page that the filter and its audience admit, each as the reader may see it.
 * @throws what the filter's audience throws
 */
export async function accepted(filter: FeedFilter, page: readonly RecordedEvent[]): Promise<readonly VisibleEvent[]> {
  if (page.length === 0 || !filter.audience) return page.filter((event) => accepts(filter, event));
  const audience = await filter.audience(page);
  return page
    .filter((event) => maySee(audience.permissions, event.stream) && accepts(filter, event, audience.scope))
    .map((event) => visibleEvent(event, audience));
}

/**
 * Without `types`, every declared one: an EventStoreDB may hold events of other applications, too.
 * @param scope the departments and teams whose events the reader may see
 */
export function accepts(
  { types = DECLARED, departmentId, teamId, stream }: FeedFilter,
  event: RecordedEvent,
  scope: Scope = 'ALL',
): boolean {
  if (!types.has(event.type)) return false;
  if (stream !== undefined && event.stream !== stream) return false;
  if (departmentId !== undefined && !namesDepartment(event.data, departmentId)) return false;
  if (teamId !== undefined && !namesTeam(event.data, teamId)) return false;
  return admitsEvent(scope, event.data);
}

/**
 * The names as a set.
 * @throws RapportError INVALID_INPUT for an undeclared type: with a misspelt type the reader would wait for ever, without any
 * error
 */
export function requireTypes(names: readonly string[]): ReadonlySet<string> {
  const unknown = names.find((name) => !DECLARED.has(name));
  if (unknown === undefined) return new Set(names);
  throw new RapportError('INVALID_INPUT', `"${unknown}" is not an event type`, {
    field: 'types',
    remedy: 'The types are listed in /asyncapi.json.',
    reasons: [{ field: 'types', code: 'NOT_ONE_OF', parameters: { values: [...DECLARED] } }],
  });
}

/** The name of a stream, `<category>-<id>`. Throws INVALID_INPUT when no stream can have this name, for the same reason. */
export function requireStream(name: string): string {
  const [category = ''] = name.split('-');
  if (Object.hasOwn(AGGREGATES, category) && name.length > category.length + 1) return name;
  throw new RapportError('INVALID_INPUT', `"${name}" is not a stream`, {
    field: 'stream',
    remedy: `Stream names have the form <category>-<id>, such as ticket-T1; the categories are ${Object.keys(AGGREGATES).join(', ')}.`,
    reasons: [{ field: 'stream', code: 'NOT_LIKE', parameters: { example: 'ticket-T1' } }],
  });
}
