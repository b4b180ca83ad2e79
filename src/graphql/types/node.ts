import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { readGlobalId } from '../global-id.js';

/** Relay: whatever can be fetched again by its global id. */
@InterfaceType({ description: 'An object with a global id.', resolveType: (node: Node) => readGlobalId(node.id).type })
export abstract class Node {
  @Field(() => ID, { description: 'Global id, for `node(id)`. Opaque.' })
  readonly id: string;
}
