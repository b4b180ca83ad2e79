import { RapportError } from '../../domain/kernel/errors.js';
import { type FeedFilter, knownStream, knownTypes } from '../../feed/feed-filter.js';
import type { NodeType } from '../kit/node.js';

export interface EventsWanted {
  readonly types?: readonly string[] | null;
  readonly stream?: string | null;
  readonly departmentId?: string | null;
  readonly teamId?: string | null;
}

/** What a subscriber of `events` wants. Throws INVALID_INPUT for a type or a stream that cannot exist. */
export const eventsFilter = ({ types, stream, departmentId, teamId }: EventsWanted): FeedFilter => ({
  ...(types && { types: knownTypes(types) }),
  ...(typeof stream === 'string' && { stream: knownStream(stream) }),
  ...(typeof departmentId === 'string' && { departmentId }),
  ...(typeof teamId === 'string' && { teamId }),
});

export const ticketFilter = (id: string): FeedFilter => ({ stream: `ticket-${keyOf('Ticket', id)}` });

/** Everything between the two, their tickets and interactions included. Throws INVALID_INPUT for what is not `<teamId>.<departmentId>`. */
export function relationshipFilter(id: string): FeedFilter {
  const [teamId, departmentId] = keyOf('Relationship', id).split('.');
  if (teamId && departmentId) return { teamId, departmentId };
  throw new RapportError('INVALID_INPUT', `"${id}" is not a relationship`, {
    field: 'id',
    remedy: 'Give <teamId>.<departmentId> or the relationship’s `id`.',
  });
}

/** Clients have two names for a thing, its global id and its own: both are welcome. */
function keyOf(type: NodeType, id: string): string {
  const text = Buffer.from(id, 'base64url').toString();
  return text.startsWith(`${type}:`) ? text.slice(type.length + 1) : id;
}
