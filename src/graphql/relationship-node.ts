import type { PolicyChoice } from '../queries/score/policy-choice.js';
import type { NodeOf } from './moment.js';

/** A relationship on its way to the client, with the moment and the policy that its numbers are asked for; see `score` for their absence. */
export type RelationshipNode = NodeOf<'Relationship'> & {
  readonly asOf?: string | undefined;
  readonly policy?: PolicyChoice | undefined;
};
