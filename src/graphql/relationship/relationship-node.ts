import type { PolicyChoice } from '../../queries/score/policies.js';
import type { NodeOf } from '../moment.js';

/** A relationship on its way to the client, with the moment and the policy that its numbers are asked for; see `score` for their absence. */
export type RelationshipNode = NodeOf<'Relationship'> & {
  readonly asOf?: string | undefined;
  readonly policy?: PolicyChoice | undefined;
};

/** The node with what its numbers are asked for with: itself where nothing was said. */
export const askedFor = (
  node: NodeOf<'Relationship'>,
  asOf: string | undefined,
  policy: PolicyChoice | undefined,
): RelationshipNode => (asOf === undefined && policy === undefined ? node : { ...node, asOf, policy });
