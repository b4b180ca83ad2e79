import { ownProperty, type Rule, when } from '../kernel/decider.js';
import { alreadyExists, illegalMove, notFound } from '../kernel/errors.js';
import { isHistory, mayBeOf } from '../kernel/command.js';
import { describeMove, inState, isRepeated, requireInOrder, requireNotBefore } from '../kernel/moves.js';
import { sameData } from '../kernel/same-data.js';
import { isInForce } from '../kernel/versioned.js';
import * as c from './commands.js';
import * as e from './events.js';
import { type Charter, openOf, type Proposal } from './proposals.js';
import { otherSide, requireAnother, type Side } from './sides.js';
import { established, notEnded, type Relationship, type RelationshipState } from './state.js';

/**
 * The rules for charters. One side proposes, the other agrees: to that proposal by its id, or by proposing the same terms.
 * Whoever may speak for both sides records that they agreed. The person who speaks is part of what is said: only the same
 * person repeats it.
 */
export const CHARTER_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.ProposeRelationshipCharter, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, proposalId, side, effectiveAt } = command;
    const terms = termsOf(command);
    const before = ownProperty(relationship.proposals, proposalId);
    if (before) {
      const isAgain = isSame(before, { terms, effectiveAt }) && before.side === side && before.by.ref === command.actor.ref;
      if (isAgain && mayBeOf(before.at, command)) return [];
      throw alreadyExists('proposalId', 'charter proposal', proposalId);
    }
    notEnded(command, relationship);
    const theirs = openOf(relationship.proposals, otherSide(side));
    if (theirs && isSame(theirs[1], { terms, effectiveAt })) return [agreed(command, side, ...theirs)];
    if (isInForce(relationship.charters, terms, command)) return [];
    const own = openOf(relationship.proposals, side);
    if (own) requireInOrder(command, 'charter proposal', own[0], proposed(own[1]));
    const counters = theirs?.[0];
    return [e.RelationshipCharterProposed({ teamId, departmentId, proposalId, side, ...terms, effectiveAt, counters })];
  }),
  when(c.AcceptRelationshipCharter, (command, state) => {
    const relationship = established(command, state);
    const { proposalId, side } = command;
    const proposal = found(command, relationship);
    const { settled } = proposal;
    const content = { proposalId, acceptedBy: side, by: command.actor.ref };
    if (settled && sameData(settled.content, content) && mayBeOf(settled.at, command)) return [];
    notEnded(command, relationship);
    requireOpen(command, relationship, proposal);
    return [agreed(command, side, proposalId, proposal)];
  }),
  when(c.WithdrawRelationshipCharterProposal, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, proposalId, side, reason, occurredAt: at } = command;
    const proposal = found(command, relationship);
    if (proposal.side !== side && !isHistory(command)) {
      const whose = `was proposed by the side ${proposal.side} at ${proposal.at}`;
      throw illegalMove('side', 'charter proposal', proposalId, whose, 'Propose other terms: that answers it.', [
        { code: 'NOT_ONE_OF', parameters: { values: [proposal.side] } },
      ]);
    }
    if (isRepeated(proposal.settled, { type: 'RelationshipCharterProposalWithdrawn', at, content: { reason } })) return [];
    notEnded(command, relationship);
    requireOpen(command, relationship, proposal);
    requireNotBefore(command, proposal.at, 'it was proposed');
    return [e.RelationshipCharterProposalWithdrawn({ teamId, departmentId, proposalId, side, reason })];
  }),
  when(c.AgreeRelationshipCharter, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, effectiveAt } = command;
    const terms = termsOf(command);
    if (isInForce(relationship.charters, terms, command)) return [];
    notEnded(command, relationship);
    return [e.RelationshipCharterAgreed({ teamId, departmentId, ...terms, effectiveAt })];
  }),
];

const termsOf = ({
  expectations = [],
  reviewCadenceDays,
  updateCadenceMinutes,
  acknowledgeMinutes,
}: c.ProposeRelationshipCharter | c.AgreeRelationshipCharter): Charter => ({
  expectations,
  reviewCadenceDays,
  updateCadenceMinutes,
  acknowledgeMinutes,
});

type Offer = Pick<Proposal, 'terms' | 'effectiveAt'>;
const isSame = (a: Offer, b: Offer): boolean => sameData(a.terms, b.terms) && a.effectiveAt === b.effectiveAt;

const proposed = ({ at, side }: Proposal) => ({ type: 'RelationshipCharterProposed', at, content: { side } });

/**
 * The agreement of the other side to a proposal.
 * @throws RapportError ILLEGAL_MOVE when the same side or person proposed it; INVALID_INPUT when it was not proposed yet
 */
function agreed(
  command: c.ProposeRelationshipCharter | c.AcceptRelationshipCharter,
  acceptedBy: Side,
  proposalId: string,
  { terms, effectiveAt, side, by, at }: Proposal,
): e.RelationshipEvent {
  const { teamId, departmentId } = command;
  requireAnother(command, { what: 'charter proposal', field: 'proposalId', id: proposalId, side, by, at });
  requireNotBefore(command, at, 'it was proposed');
  return e.RelationshipCharterAgreed({ teamId, departmentId, ...terms, effectiveAt, proposalId, acceptedBy });
}

/** @throws RapportError NOT_FOUND when nobody proposed it */
function found(
  { proposalId }: c.AcceptRelationshipCharter | c.WithdrawRelationshipCharterProposal,
  { proposals }: Relationship,
): Proposal {
  const proposal = ownProperty(proposals, proposalId);
  if (!proposal) throw notFound('proposalId', 'charter proposal', proposalId, 'Propose it first, or correct the id.');
  return proposal;
}

/** @throws RapportError ILLEGAL_MOVE when the proposal is settled; the remedy names the one that is open instead */
function requireOpen(
  command: c.AcceptRelationshipCharter | c.WithdrawRelationshipCharterProposal,
  { proposals }: Relationship,
  { status, settled, side }: Proposal,
): void {
  if (status === 'OPEN' || settled === undefined) return;
  const instead = openOf(proposals, side);
  throw illegalMove(
    'proposalId',
    'charter proposal',
    command.proposalId,
    `is ${status}; recorded: ${describeMove(settled)}`,
    instead ? `Read the one that the side ${side} proposes now, "${instead[0]}".` : 'Propose a charter.',
    inState(status, settled),
  );
}
