import { Field, ID, InterfaceType, ObjectType } from '@nestjs/graphql';
import { RapportError } from '../../domain/kernel/errors.js';
import { DateTime } from './scalars.js';

/** The types that `node(id)` supports, and the view that each is read from. */
export const NODE_VIEWS = {
  Ticket: 'ticket',
  Interaction: 'interaction',
  Relationship: 'relationship',
  Department: 'department',
  Team: 'team',
  Commitment: 'commitments',
  Improvement: 'improvements',
  Survey: 'surveys',
  Audit: 'audits',
  ImportRun: 'imports',
} as const;
export type NodeType = keyof typeof NODE_VIEWS;

/** The name of the query that returns an object of this type by its own id. */
export const ownQuery = (type: string): string => type.charAt(0).toLowerCase() + type.slice(1);

/** Relay's global id: opaque to clients, unique across types. */
export const globalId = (type: NodeType, key: string): string => Buffer.from(`${type}:${key}`).toString('base64url');

/** Decodes a global id. @throws RapportError INVALID_INPUT when it is not one that an `id` field returns */
export function readGlobalId(id: string): { readonly type: NodeType; readonly key: string } {
  const text = Buffer.from(id, 'base64url').toString();
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(colon, 0));
  if (!Object.hasOwn(NODE_VIEWS, type)) {
    throw new RapportError('INVALID_INPUT', '`id` is not a global id.', {
      field: 'id',
      remedy: 'Use the `id` of a node; use `ticket(id)`, `team(id)` and so on for other ids.',
      reasons: [{ field: 'id', code: 'NOT_LIKE', parameters: { example: globalId('Ticket', '4711') } }],
    });
  }
  return { type: type as NodeType, key: text.slice(colon + 1) };
}

/** Relay's Node: an object that can be fetched again by its global id. */
@InterfaceType({ description: 'An object with a global id.', resolveType: (node: Node) => readGlobalId(node.id).type })
export abstract class Node {
  @Field(() => ID, { description: 'Global id, for `node(id)`. Opaque.' })
  readonly id: string;
}

@ObjectType({ description: 'An id in another system.' })
export class ExternalId {
  @Field(() => String, { description: 'The system’s short name.' }) readonly system: string;
  @Field(() => ID, { description: 'Its id in that system.' }) readonly value: string;
}

@ObjectType({ description: 'An earlier name.' })
export class FormerName {
  @Field(() => String, { description: 'The name.' }) readonly name: string;
  @Field(() => DateTime, { description: 'Until when it was in use, exclusive.' }) readonly until: string;
}
