import { command } from '../kernel/command.js';
import { optional, reference, words } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';
import * as f from './events.js';

const relationship = { aggregate: 'relationship', key: ['teamId', 'departmentId'] } as const;
const between = { teamId, departmentId };
/** Only commands that start something require that both sides still exist; what has started can also be ended afterwards. */
const bothThere = {
  teamId: reference('team', 'The service team'),
  departmentId: reference('department', 'The department served'),
};
const because = { reason: optional(reason) };

export class EstablishRelationship extends command({
  ...relationship,
  description: 'Establishes the relationship of a team and a department, by agreement or as found.',
  fields: {
    ...bothThere,
    type: f.relationshipType,
    scope: f.scope,
  },
}) {}
export class AppointLiaison extends command({
  ...relationship,
  description: 'Appoints a liaison: a person of this side who looks after the relationship.',
  fields: { ...bothThere, side: f.side, personRef: f.personRef },
}) {}
export class ReleaseLiaison extends command({
  ...relationship,
  description: 'Releases a liaison.',
  fields: { ...between, side: f.side, personRef: f.personRef },
}) {}
export class ProposeRelationshipCharter extends command({
  ...relationship,
  description:
    'One side proposes what to expect of each other; a proposal of the same side is replaced. The charter holds once the other side accepts it, ' +
    'or proposes the same terms. Other terms are a counter-proposal.',
  fields: {
    ...bothThere,
    proposalId: f.proposalId,
    side: f.side,
    expectations: optional(f.expectations),
    ...f.charter,
    effectiveAt: f.proposedFrom,
  },
}) {}
export class AcceptRelationshipCharter extends command({
  ...relationship,
  description: 'A side agrees to what the other side proposed: now it is the charter, and replaces an earlier one whole.',
  fields: { ...bothThere, proposalId: f.proposalId, side: f.side },
}) {}
export class WithdrawRelationshipCharterProposal extends command({
  ...relationship,
  description: 'A side no longer proposes its charter.',
  fields: { ...between, proposalId: f.proposalId, side: f.side, ...because },
}) {}
export class AgreeRelationshipCharter extends command({
  ...relationship,
  description:
    'Records for both sides that they agreed what to expect of each other (on paper, or in another system). It replaces an earlier charter whole. ' +
    'Whoever speaks for one side alone proposes it instead.',
  fields: { ...bothThere, expectations: optional(f.expectations), ...f.charter, effectiveAt: f.effectiveAt },
}) {}
export class ShareBusinessGoal extends command({
  ...relationship,
  description: 'The department tells IT what it wants to achieve.',
  fields: { ...bothThere, goalId: f.goalId, ...f.goal },
}) {}
export class AchieveBusinessGoal extends command({
  ...relationship,
  description: 'Records that the goal was achieved.',
  fields: { ...between, goalId: f.goalId },
}) {}
export class RetireBusinessGoal extends command({
  ...relationship,
  description: 'Records that the goal is no longer pursued.',
  fields: { ...between, goalId: f.goalId, ...because },
}) {}
export class PlanTouchpoint extends command({
  ...relationship,
  description: 'Plans a meeting of both sides.',
  fields: { ...bothThere, touchpointId: f.touchpointId, type: f.touchpointType, plannedFor: f.plannedFor },
}) {}
export class HoldTouchpoint extends command({
  ...relationship,
  description: 'Records that the planned meeting took place. It counts if both sides attended.',
  fields: {
    ...between,
    touchpointId: f.touchpointId,
    itAttendees: optional(f.itAttendees),
    departmentAttendees: optional(f.departmentAttendees),
    notesRef: f.notesRef,
  },
}) {}
export class MissTouchpoint extends command({
  ...relationship,
  description: 'Records that the planned meeting did not take place.',
  fields: { ...between, touchpointId: f.touchpointId, ...because },
}) {}
export class CancelTouchpoint extends command({
  ...relationship,
  description:
    'One side cancels a planned meeting. The department may do so before its date; a meeting that IT cancels counts as missed.',
  fields: { ...between, touchpointId: f.touchpointId, cancelledBy: f.side, ...because },
}) {}
export class ConfirmTouchpoint extends command({
  ...relationship,
  description: 'The other side says too that the meeting took place, with those who are on record.',
  fields: { ...between, touchpointId: f.touchpointId, side: f.side },
}) {}
export class DisputeTouchpoint extends command({
  ...relationship,
  description:
    'The other side does not agree that the meeting took place so. It shows beside the number, which counts it as recorded.',
  fields: {
    ...between,
    touchpointId: f.touchpointId,
    side: f.side,
    reason: optional(f.disputeReason),
    commentRef: f.disputeCommentRef,
    comment: words('commentRef', 4_000, 'What there is to say about it; alternative to `commentRef`'),
  },
}) {}
export class AssessRelationshipMaturity extends command({
  ...relationship,
  description: 'One side assesses how far the relationship has developed.',
  fields: { ...between, side: f.side, level: f.level, rationaleRef: f.rationaleRef },
}) {}
export class PublishRelationshipHealth extends command({
  ...relationship,
  description: 'Publishes a score. The publication is recorded; the score is computed elsewhere.',
  fields: { ...between, ...f.publication, components: optional(f.components) },
}) {}
export class TransferRelationship extends command({
  ...relationship,
  description: 'Another pair continues the relationship: this one ends.',
  fields: {
    ...between,
    successorTeamId: reference('team', 'The team that continues it'),
    successorDepartmentId: reference('department', 'The department that continues it'),
    ...because,
  },
}) {}
export class EndRelationship extends command({
  ...relationship,
  description: 'Ends the relationship.',
  fields: { ...between, ...because },
}) {}

export const RELATIONSHIP_COMMANDS = [
  EstablishRelationship,
  AppointLiaison,
  ReleaseLiaison,
  ProposeRelationshipCharter,
  AcceptRelationshipCharter,
  WithdrawRelationshipCharterProposal,
  AgreeRelationshipCharter,
  ShareBusinessGoal,
  AchieveBusinessGoal,
  RetireBusinessGoal,
  PlanTouchpoint,
  HoldTouchpoint,
  MissTouchpoint,
  CancelTouchpoint,
  ConfirmTouchpoint,
  DisputeTouchpoint,
  AssessRelationshipMaturity,
  PublishRelationshipHealth,
  TransferRelationship,
  EndRelationship,
] as const;
export type RelationshipCommand = InstanceType<(typeof RELATIONSHIP_COMMANDS)[number]>;
