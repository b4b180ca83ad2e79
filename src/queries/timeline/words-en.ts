import type { FactsOf, TimelineEvent } from '../../../projections/timeline/facts.js';

/** A sentence for each type of event. */
export type TimelineWords = (say: {
  /** A moment as a date. */
  readonly day: (moment: string) => string;
  /** The name for an id. */
  readonly team: (id: string) => string;
  readonly department: (id: string) => string;
}) => {
  readonly [T in TimelineEvent['type']]: (told: FactsOf<T>) => string;
};

/** Turns a code into text: `AWAITING_VENDOR` becomes `awaiting vendor`. */
const plain = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
const DISPUTES: Readonly<Record<NonNullable<FactsOf<'TouchpointDisputed'>['reason']>, string>> = {
  NOT_HELD: 'it did not take place',
  NOBODY_OF_THIS_SIDE: 'nobody of this side was there',
  OTHER_PEOPLE: 'other people were there',
  OTHER_MOMENT: 'it was at another time',
  OTHER: 'another reason',
};
/** `, because: …` if there is a reason. */
const because = (reason: string | undefined): string => (reason === undefined ? '' : `, because: ${reason}`);
const ofSide = (side: 'IT' | 'DEPARTMENT'): string => (side === 'IT' ? 'IT' : 'the department');
const theSide = (side: 'IT' | 'DEPARTMENT'): string => (side === 'IT' ? 'IT' : 'The department');
interface Reach {
  readonly itAttended: number;
  readonly departmentAttended: number;
}
const reached = ({ itAttended, departmentAttended }: Reach) => `${itAttended} of IT and ${departmentAttended} of the department`;

/** What happened, in English. */
export const wordsEn: TimelineWords = ({ day, team, department }) => ({
  TicketAssigned: () => 'The ticket was assigned to the team.',
  TicketReassigned: ({ fromTeamId, toTeamId, reason }) =>
    `The ticket was reassigned from ${team(fromTeamId)} to ${team(toTeamId)}${because(reason)}.`,
  TicketUnassigned: ({ reason }) => `The ticket is no longer assigned to the team${because(reason)}.`,
  TicketWorkStarted: () => 'IT started work on the ticket.',
  TicketAcknowledged: ({ human }) =>
    human
      ? 'A person of IT told the department that the ticket has arrived.'
      : 'The system confirmed that the ticket has arrived.',
  TicketCategorised: ({ reason }) => `The ticket was recategorised${because(reason)}.`,
  TicketPrioritised: ({ new: { priority }, reason }) =>
    `The priority of the ticket changed${priority === undefined ? '' : ` (priority ${priority})`}${because(reason)}.`,
  TicketEscalated: ({ escalationType, reason }) =>
    `The ticket was escalated to ${escalationType === 'FUNCTIONAL' ? 'more skill' : 'more authority'}${because(reason)}.`,
  TicketPlacedOnHold: ({ reason, agreedWithRequester }) =>
    `The ticket is on hold: ${plain(reason)}${agreedWithRequester ? ', as agreed with the department' : ''}.`,
  TicketResumed: () => 'The hold ended: work on the ticket continues.',
  TicketUpdateShared: ({ proactive }) =>
    `IT sent the department an update on the ticket${proactive ? ' before it had to ask' : ''}.`,
  TicketRequesterReplied: () => 'The department replied.',
  TicketUpdateChased: () => 'The department had to ask for an update.',
  TicketResolved: ({ workaround }) =>
    workaround ? 'IT found a workaround; the cause of the problem remains.' : 'IT resolved the ticket.',
  TicketResolutionConfirmed: () => 'The department confirmed that it is solved.',
  TicketResolutionRejected: ({ reason }) => `The department does not agree that it is solved${because(reason)}.`,
  TicketReopened: ({ reason }) => `The ticket was reopened${because(reason)}.`,
  TicketClosed: ({ reason }) => `The ticket was closed${because(reason)}.`,
  TicketCancelled: ({ reason }) => `The request was withdrawn${because(reason)}.`,
  TicketLinked: ({ relation }) => `The ticket was linked to another record (${plain(relation)}).`,
  TicketMerged: ({ intoTicketId }) => `The matter continues in ticket ${intoTicketId}.`,
  TicketDepartmentCorrected: ({ fromDepartmentId, toDepartmentId }) =>
    `The ticket was booked to ${department(fromDepartmentId)} by mistake and belongs to ${department(toDepartmentId)}.`,
  TicketImported: () => 'The ticket was imported from another system.',
  TicketHistoryCorrected: () => 'The other system delivered earlier history: the record of the ticket was corrected.',
  InteractionStarted: ({ channel, direction }) =>
    `${direction === 'FROM_DEPARTMENT' ? 'The department contacted IT' : 'IT contacted the department'} (${plain(channel)}).`,
  InteractionLinkedToTicket: ({ ticketId }) => `The contact concerned ticket ${ticketId}.`,
  InteractionTransferred: ({ fromTeamId, toTeamId, warm }) =>
    `The contact was ${warm ? 'handed over in person' : 'transferred'} from ${team(fromTeamId)} to ${team(toTeamId)}.`,
  InteractionEnded: ({ outcome, nextStepAgreed }) =>
    `The contact ended (${plain(outcome)})${nextStepAgreed ? '; both sides know what happens next' : ''}.`,
  InteractionFeedbackGiven: () => 'A person of the department rated how they were treated.',
  InteractionSelfAssessed: () => 'IT estimated how the department would rate the contact.',
  RecognitionGiven: ({ about }) => `Thanks to ${ofSide(about)}.`,
  ConcernRaised: ({ about }) => `A concern was raised about ${ofSide(about)}.`,
  ConcernAddressed: () => 'A concern was addressed.',
  RelationshipEstablished: ({ type }) => `The team and the department have a relationship (${plain(type)}).`,
  LiaisonAppointed: ({ side }) => `A liaison was appointed on the side of ${ofSide(side)}.`,
  LiaisonReleased: ({ side }) => `A liaison on the side of ${ofSide(side)} was released.`,
  RelationshipCharterProposed: ({ side, counters }) =>
    `A charter was proposed by ${ofSide(side)}${counters === undefined ? '' : ', in answer to the other side’s, with other terms'}.`,
  RelationshipCharterProposalWithdrawn: ({ side, reason }) =>
    `The charter that ${ofSide(side)} proposed was withdrawn${because(reason)}.`,
  RelationshipCharterAgreed: ({ acceptedBy }) =>
    acceptedBy === undefined
      ? 'It was recorded that both sides agreed what to expect of each other.'
      : `Both sides agreed what to expect of each other: the charter that the other side had proposed was accepted by ${ofSide(acceptedBy)}.`,
  BusinessGoalShared: ({ goal }) => `The department shared a goal: ${goal}.`,
  BusinessGoalAchieved: () => 'A goal of the department was achieved.',
  BusinessGoalRetired: ({ reason }) => `A goal of the department is no longer pursued${because(reason)}.`,
  TouchpointPlanned: ({ type, plannedFor }) => `A meeting (${plain(type)}) was planned for ${day(plannedFor)}.`,
  TouchpointHeld: ({ type, itAttendees, departmentAttendees }) =>
    itAttendees > 0 && departmentAttendees > 0
      ? `The planned meeting (${plain(type)}) took place with both sides present.`
      : `The planned meeting (${plain(type)}) took place with one side only.`,
  TouchpointMissed: ({ type, reason }) => `The planned meeting (${plain(type)}) did not take place${because(reason)}.`,
  TouchpointCancelled: ({ type, cancelledBy, reason }) =>
    `The planned meeting (${plain(type)}) was cancelled by ${ofSide(cancelledBy)}${because(reason)}.`,
  TouchpointConfirmed: ({ type, side }) => `${theSide(side)} confirmed that the meeting (${plain(type)}) was held.`,
  TouchpointDisputed: ({ type, side, reason }) =>
    `${theSide(side)} disputes that the meeting (${plain(type)}) was held so${because(reason && DISPUTES[reason])}.`,
  RelationshipMaturityAssessed: ({ side, level }) => `Rated by ${ofSide(side)}, the relationship is at level ${level} of 5.`,
  RelationshipHealthPublished: () => 'The score of the relationship was published.',
  RelationshipTransferred: ({ successorTeamId, successorDepartmentId }) =>
    `${team(successorTeamId)} and ${department(successorDepartmentId)} continue the relationship.`,
  RelationshipEnded: ({ reason }) => `The relationship ended${because(reason)}.`,
  CommitmentMade: ({ dueAt }) => `The team made a commitment due on ${day(dueAt)}.`,
  CommitmentRenegotiated: ({ oldDueAt, dueAt, noticeGiven, reason }) =>
    `Both sides agreed on ${day(dueAt)} instead of ${day(oldDueAt)}${noticeGiven ? '' : ', after that date had passed'}${because(reason)}.`,
  CommitmentFulfilled: () => 'The team reports that it kept a commitment.',
  FulfilmentConfirmed: () => 'The department confirmed that a commitment was kept.',
  FulfilmentDisputed: ({ reason }) => `The department disputes that a commitment was kept${because(reason)}.`,
  CommitmentMissed: ({ reason }) => `The team reports that it missed a commitment${because(reason)}.`,
  CommitmentWithdrawn: ({ withdrawnBy, reason }) => `A commitment was withdrawn by ${ofSide(withdrawnBy)}${because(reason)}.`,
  CommitmentCorrected: ({ oldDueAt, dueAt }) =>
    oldDueAt === dueAt
      ? `The record of a commitment due on ${day(dueAt)} was corrected: who made it, to whom or when.`
      : `The record of a commitment was corrected: it was due on ${day(dueAt)}, not ${day(oldDueAt)}.`,
  DueDateReported: ({ reportedDueAt, dueAt }) =>
    `The other system now has the due date ${day(reportedDueAt)}. No agreement on it is known, so ${day(dueAt)} remains.`,
  ImprovementProposed: ({ topic }) => `An improvement was proposed: ${topic}.`,
  ImprovementAccepted: ({ reason }) => `An improvement was accepted${because(reason)}.`,
  ImprovementDeclined: ({ reason }) => `An improvement was declined${because(reason)}.`,
  ImprovementStarted: () => 'Work on an improvement started.',
  ImprovementDelivered: () => 'An improvement is in place.',
  ImprovementOutcomeMeasured: ({ measureId }) => `The result of an improvement was measured by ${measureId}.`,
  ImprovementAbandoned: ({ reason }) => `An improvement was abandoned${because(reason)}.`,
  TrainingHeld: (session) => `A training took place for ${reached(session)}: ${session.topic}.`,
  TeamBuildingHeld: (session) => `A meeting to get to know each other took place for ${reached(session)}: ${session.topic}.`,
  JointReviewHeld: (session) => `A joint review took place with ${reached(session)}: ${session.topic}.`,
});
