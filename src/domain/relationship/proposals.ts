import type { Actor } from '../kernel/command.js';
import { ownProperty } from '../kernel/decider.js';
import type { Move } from '../kernel/moves.js';
import type { EventOf } from '../kernel/event.js';
import type { RelationshipCharterAgreed } from './events.js';
import type { Side } from './sides.js';

/** The terms of a charter, as proposed or agreed. */
export type Charter = Pick<
  EventOf<typeof RelationshipCharterAgreed>['data'],
  'expectations' | 'reviewCadenceDays' | 'updateCadenceMinutes' | 'acknowledgeMinutes'
>;

/** A charter that one side proposed, and what became of it. */
export interface Proposal {
  readonly side: Side;
  readonly by: Actor;
  readonly at: string;
  readonly terms: Charter;
  /** Undefined: from when the other side agrees. */
  readonly effectiveAt: string | undefined;
  /** REPLACED: by a later proposal of its side. OVERTAKEN: the sides agreed to other terms. */
  readonly status: 'OPEN' | 'REPLACED' | 'WITHDRAWN' | 'AGREED' | 'OVERTAKEN';
  /** The move that settled it; undefined while it is open. */
  readonly settled: Move | undefined;
}
export type Proposals = Readonly<Record<string, Proposal>>;

/** The open proposal of a side, of which there is one at most, with its id. */
export function openOf(proposals: Proposals, side: Side): readonly [proposalId: string, proposal: Proposal] | undefined {
  return Object.entries(proposals).find(([, proposal]) => proposal.side === side && proposal.status === 'OPEN');
}

/** The proposals with one more, which replaces the one of its side that was open. */
export const withProposal = (proposals: Proposals, proposalId: string, proposal: Proposal): Proposals => ({
  ...settledWhere(proposals, ({ side }) => side === proposal.side, 'REPLACED', {
    type: 'RelationshipCharterProposed',
    at: proposal.at,
    content: { proposalId },
  }),
  [proposalId]: proposal,
});

/** The proposals after one was withdrawn. */
export const withdrawn = (proposals: Proposals, proposalId: string, settled: Move): Proposals => {
  const proposal = ownProperty(proposals, proposalId);
  return proposal ? { ...proposals, [proposalId]: { ...proposal, status: 'WITHDRAWN', settled } } : proposals;
};

/** The proposals after a charter was agreed: none stays open. */
export function afterAgreement(proposals: Proposals, settled: Move & { readonly content: { readonly proposalId?: string } }) {
  const { proposalId } = settled.content;
  const agreed = proposalId === undefined ? undefined : ownProperty(proposals, proposalId);
  return {
    ...settledWhere(proposals, ({ at }) => at <= settled.at, 'OVERTAKEN', settled),
    ...(agreed && { [proposalId!]: { ...agreed, status: 'AGREED' as const, settled } }),
  };
}

const settledWhere = (
  proposals: Proposals,
  isMeant: (proposal: Proposal) => boolean,
  status: Proposal['status'],
  settled: Move,
): Proposals =>
  Object.fromEntries(
    Object.entries(proposals).map(([id, proposal]) => [
      id,
      proposal.status === 'OPEN' && isMeant(proposal) ? { ...proposal, status, settled } : proposal,
    ]),
  );
