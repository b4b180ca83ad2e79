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
/** `, because: …` if there is a reason. */
const because = (reason: string | undefined): string => (reason === undefined ? '' : `, because: ${reason}`);
const ofSide = (side: 'IT' | 'DEPARTMENT'): string => (side === 'IT' ? 'IT' : 'the department');
interface Reach {
  readonly itAttended: number;
  readonly departmentAttended: number;
}
const reached = ({ itAttended, departmentAttended }: Reach) => `${itAttended} of IT and ${departmentAttended} of the department`;

/** What happened, in English. */
export const wordsEn: TimelineWords = ({ day, team, department }) => ({
  TicketAssigned: () => 'The team took the ticket.',
  TicketReassigned: ({ fromTeamId, toTeamId, reason }) =>
    `The ticket went from ${team(fromTeamId)} to ${team(toTeamId)}${because(reason)}.`,
  TicketUnassigned: ({ reason }) => `The team gave the ticket back${because(reason)}.`,
  TicketWorkStarted: () => 'IT began to work on the ticket.',
  TicketAcknowledged: ({ human }) =>
    human
      ? 'Someone of IT told the department that the ticket has arrived.'
      : 'The system confirmed that the ticket has arrived.',
  TicketCategorised: ({ reason }) => `The ticket was categorised anew${because(reason)}.`,
  TicketPrioritised: ({ new: { priority }, reason }) =>
    `The ticket was prioritised anew${priority === undefined ? '' : ` (priority ${priority})`}${because(reason)}.`,
  TicketEscalated: ({ escalationType, reason }) =>
    `${escalationType === 'FUNCTIONAL' ? 'More skill' : 'More authority'} was called in${because(reason)}.`,
  TicketPlacedOnHold: ({ reason, agreedWithRequester }) =>
    `The ticket waits: ${plain(reason)}${agreedWithRequester ? ', as agreed with the department' : ''}.`,
  TicketResumed: () => 'The wait is over: work on the ticket goes on.',
  TicketUpdateShared: ({ proactive }) =>
    `IT wrote to the department about the ticket${proactive ? ' before it had to ask' : ''}.`,
  TicketRequesterReplied: () => 'The department answered.',
  TicketUpdateChased: () => 'The department had to ask where things stand.',
  TicketResolved: ({ workaround }) =>
    workaround ? 'IT found a way around the problem; its cause remains.' : 'IT considers the ticket solved.',
  TicketResolutionConfirmed: () => 'The department agrees that it is solved.',
  TicketResolutionRejected: ({ reason }) => `The department does not agree that it is solved${because(reason)}.`,
  TicketReopened: ({ reason }) => `The ticket is open again${because(reason)}.`,
  TicketClosed: ({ reason }) => `The ticket was closed${because(reason)}.`,
  TicketCancelled: ({ reason }) => `The request was withdrawn${because(reason)}.`,
  TicketLinked: ({ relation }) => `The ticket was linked to another record (${plain(relation)}).`,
  TicketMerged: ({ intoTicketId }) => `The matter goes on in ticket ${intoTicketId}.`,
  TicketDepartmentCorrected: ({ fromDepartmentId, toDepartmentId }) =>
    `The ticket was booked to ${department(fromDepartmentId)} by mistake and belongs to ${department(toDepartmentId)}.`,
  TicketImported: () => 'The ticket was taken over from another system.',
  TicketHistoryCorrected: () => 'The other system told of earlier moments: what was on record of the ticket stands corrected.',
  InteractionStarted: ({ channel, direction }) =>
    `${direction === 'FROM_DEPARTMENT' ? 'The department sought out IT' : 'IT sought out the department'} (${plain(channel)}).`,
  InteractionLinkedToTicket: ({ ticketId }) => `The contact concerned ticket ${ticketId}.`,
  InteractionTransferred: ({ fromTeamId, toTeamId, warm }) =>
    `The contact was ${warm ? 'handed in person' : 'passed on'} from ${team(fromTeamId)} to ${team(toTeamId)}.`,
  InteractionEnded: ({ outcome, nextStepAgreed }) =>
    `The contact ended (${plain(outcome)})${nextStepAgreed ? '; both know what happens next' : ''}.`,
  InteractionFeedbackGiven: () => 'Someone of the department said how they were treated.',
  InteractionSelfAssessed: () => 'IT said how it thinks the department was treated.',
  RecognitionGiven: ({ about }) => `A thank-you to ${ofSide(about)}.`,
  ConcernRaised: ({ about }) => `A concern was raised about ${ofSide(about)}.`,
  ConcernAddressed: () => 'A concern got its answer.',
  RelationshipEstablished: ({ type }) => `The team and the department work with each other (${plain(type)}).`,
  LiaisonAppointed: ({ side }) => `A liaison was appointed on the side of ${ofSide(side)}.`,
  LiaisonReleased: ({ side }) => `A liaison on the side of ${ofSide(side)} was released.`,
  RelationshipCharterAgreed: () => 'Both sides agreed what to expect of each other.',
  BusinessGoalShared: ({ goal }) => `The department shared a goal: ${goal}.`,
  BusinessGoalAchieved: () => 'A goal of the department was achieved.',
  BusinessGoalRetired: ({ reason }) => `A goal of the department is no longer pursued${because(reason)}.`,
  TouchpointPlanned: ({ type, plannedFor }) => `A meeting (${plain(type)}) was planned for ${day(plannedFor)}.`,
  TouchpointHeld: ({ type, itAttendees, departmentAttendees }) =>
    itAttendees > 0 && departmentAttendees > 0
      ? `The planned meeting (${plain(type)}) was held with both sides present.`
      : `The planned meeting (${plain(type)}) was held with one side only.`,
  TouchpointMissed: ({ type, reason }) => `The planned meeting (${plain(type)}) did not take place${because(reason)}.`,
  TouchpointCancelled: ({ type, cancelledBy, reason }) =>
    `The planned meeting (${plain(type)}) was cancelled by ${ofSide(cancelledBy)}${because(reason)}.`,
  RelationshipMaturityAssessed: ({ side, level }) => `Seen by ${ofSide(side)}, the relationship stands at level ${level} of 5.`,
  RelationshipHealthPublished: () => 'The state of the relationship was made known.',
  RelationshipTransferred: ({ successorTeamId, successorDepartmentId }) =>
    `${team(successorTeamId)} and ${department(successorDepartmentId)} carry the relationship on.`,
  RelationshipEnded: ({ reason }) => `The relationship ended${because(reason)}.`,
  CommitmentMade: ({ dueAt }) => `The team promised something by ${day(dueAt)}.`,
  CommitmentRenegotiated: ({ oldDueAt, dueAt, noticeGiven, reason }) =>
    `Both sides agreed on ${day(dueAt)} instead of ${day(oldDueAt)}${noticeGiven ? '' : ', after that date had passed'}${because(reason)}.`,
  CommitmentFulfilled: () => 'The team says that it kept its promise.',
  FulfilmentConfirmed: () => 'The department confirms that the promise was kept.',
  FulfilmentDisputed: ({ reason }) => `The department disputes that the promise was kept${because(reason)}.`,
  CommitmentMissed: ({ reason }) => `The team says that it missed what it promised${because(reason)}.`,
  CommitmentWithdrawn: ({ withdrawnBy, reason }) =>
    `A promise was withdrawn on the side of ${ofSide(withdrawnBy)}${because(reason)}.`,
  CommitmentCorrected: ({ oldDueAt, dueAt }) =>
    oldDueAt === dueAt
      ? `What is on record of a promise for ${day(dueAt)} was corrected: who promised it, to whom or when.`
      : `What is on record of a promise was corrected: it was for ${day(dueAt)}, not ${day(oldDueAt)}.`,
  DueDateReported: ({ reportedDueAt, dueAt }) =>
    `The other system now names ${day(reportedDueAt)} as due date. Nobody is known to have agreed, so ${day(dueAt)} stays promised.`,
  ImprovementProposed: ({ topic }) => `An improvement was proposed: ${topic}.`,
  ImprovementAccepted: ({ reason }) => `An improvement was accepted${because(reason)}.`,
  ImprovementDeclined: ({ reason }) => `An improvement was declined${because(reason)}.`,
  ImprovementStarted: () => 'Work on an improvement began.',
  ImprovementDelivered: () => 'An improvement is in place.',
  ImprovementOutcomeMeasured: ({ measureId }) => `What came of an improvement was measured by ${measureId}.`,
  ImprovementAbandoned: ({ reason }) => `An improvement was given up${because(reason)}.`,
  TrainingHeld: (session) => `A training was held for ${reached(session)}: ${session.topic}.`,
  TeamBuildingHeld: (session) => `A meeting to get to know each other was held for ${reached(session)}: ${session.topic}.`,
  JointReviewHeld: (session) => `A joint review was held by ${reached(session)}: ${session.topic}.`,
});
