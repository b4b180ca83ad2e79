import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { ImprovementEvent } from '../../src/domain/improvement/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';

/**
 * Left out: TicketLogged, because a ticket without a team belongs to no pair yet and enters the timeline when a team takes
 * it; and TicketRowsNoted, because it reports nothing new.
 */
type HeldTicketEvent = Exclude<TicketEvent, { readonly type: 'TicketLogged' | 'TicketRowsNoted' }>;

/** An event that can happen between a team and a department. */
export type TimelineEvent = HeldTicketEvent | InteractionEvent | RelationshipEvent | CommitmentEvent | ImprovementEvent;
type DataOf<T extends TimelineEvent['type']> = Extract<TimelineEvent, { readonly type: T }>['data'];

/**
 * The fields of each event that a line of the timeline keeps, from which its sentence is made. They contain no ratings, no
 * free text, and only numbers of people: people of both sides may read the line.
 */
export const FACTS = {
  TicketAssigned: [],
  TicketReassigned: ['fromTeamId', 'toTeamId', 'reason'],
  TicketUnassigned: ['reason'],
  TicketWorkStarted: [],
  TicketAcknowledged: ['human'],
  TicketCategorised: ['reason'],
  TicketPrioritised: ['new', 'reason'],
  TicketEscalated: ['escalationType', 'reason'],
  TicketPlacedOnHold: ['reason', 'agreedWithRequester'],
  TicketResumed: [],
  TicketUpdateShared: ['proactive'],
  TicketRequesterReplied: [],
  TicketUpdateChased: [],
  TicketResolved: ['workaround'],
  TicketResolutionConfirmed: [],
  TicketResolutionRejected: ['reason'],
  TicketReopened: ['reason'],
  TicketClosed: ['reason'],
  TicketCancelled: ['reason'],
  TicketLinked: ['relation'],
  TicketMerged: ['intoTicketId'],
  TicketDepartmentCorrected: ['fromDepartmentId', 'toDepartmentId'],
  TicketImported: [],
  TicketHistoryCorrected: [],
  InteractionStarted: ['channel', 'direction'],
  InteractionLinkedToTicket: ['ticketId'],
  InteractionTransferred: ['fromTeamId', 'toTeamId', 'warm'],
  InteractionEnded: ['outcome', 'nextStepAgreed'],
  InteractionFeedbackGiven: [],
  InteractionSelfAssessed: [],
  RecognitionGiven: ['about'],
  ConcernRaised: ['about'],
  ConcernAddressed: [],
  RelationshipEstablished: ['type'],
  LiaisonAppointed: ['side'],
  LiaisonReleased: ['side'],
  RelationshipCharterProposed: ['side', 'counters'],
  RelationshipCharterProposalWithdrawn: ['side', 'reason'],
  RelationshipCharterAgreed: ['acceptedBy'],
  BusinessGoalShared: ['goal'],
  BusinessGoalAchieved: [],
  BusinessGoalRetired: ['reason'],
  TouchpointPlanned: ['type', 'plannedFor'],
  TouchpointHeld: ['type', 'itAttendees', 'departmentAttendees'],
  TouchpointMissed: ['type', 'reason'],
  TouchpointCancelled: ['type', 'cancelledBy', 'reason'],
  TouchpointConfirmed: ['type', 'side'],
  TouchpointDisputed: ['type', 'side', 'reason'],
  RelationshipMaturityAssessed: ['side', 'level'],
  RelationshipHealthPublished: [],
  RelationshipTransferred: ['successorTeamId', 'successorDepartmentId'],
  RelationshipEnded: ['reason'],
  CommitmentMade: ['dueAt'],
  CommitmentRenegotiated: ['oldDueAt', 'dueAt', 'noticeGiven', 'reason'],
  CommitmentFulfilled: [],
  FulfilmentConfirmed: [],
  FulfilmentDisputed: ['reason'],
  CommitmentMissed: ['reason'],
  CommitmentWithdrawn: ['withdrawnBy', 'reason'],
  CommitmentCorrected: ['oldDueAt', 'dueAt'],
  DueDateReported: ['reportedDueAt', 'dueAt'],
  ImprovementProposed: ['topic'],
  ImprovementAccepted: ['reason'],
  ImprovementDeclined: ['reason'],
  ImprovementStarted: [],
  ImprovementDelivered: [],
  ImprovementOutcomeMeasured: ['measureId'],
  ImprovementAbandoned: ['reason'],
  TrainingHeld: ['topic', 'itAttended', 'departmentAttended'],
  TeamBuildingHeld: ['topic', 'itAttended', 'departmentAttended'],
  JointReviewHeld: ['topic', 'itAttended', 'departmentAttended'],
} as const satisfies { readonly [T in TimelineEvent['type']]: readonly (keyof DataOf<T>)[] };

/** The fields kept for an event type. A list is kept as the number of its items. */
export type FactsOf<T extends TimelineEvent['type']> = {
  readonly [F in keyof Pick<DataOf<T>, (typeof FACTS)[T][number] & keyof DataOf<T>>]: NonNullable<
    DataOf<T>[F]
  > extends readonly unknown[]
    ? number
    : DataOf<T>[F];
};

/** The fields of an event that a line keeps. */
export function factsOf({ type, data }: Pick<TimelineEvent, 'type' | 'data'>): Readonly<Record<string, unknown>> {
  const said = data as Readonly<Record<string, unknown>>;
  const kept = FACTS[type].flatMap((name): [string, unknown][] => {
    const value = said[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.length : value]];
  });
  return Object.fromEntries(kept);
}
