import type { NodeOf } from './moment.js';

/** A relationship on its way to the client, with the day that its tallies are asked for; the present one when absent. */
export type RelationshipNode = NodeOf<'Relationship'> & { readonly asOf?: string | undefined };
