import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { ImprovementEvent } from '../../src/domain/improvement/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';

/**
 * A ticket that nobody holds yet is between no team and the department: it enters the timeline when a team takes it. That a source told nothing
 * new is no line.
 */
type HeldTicketEvent = Exclude<TicketEvent, { readonly type: 'TicketLogged' | 'TicketRowsNoted' }>;

/** What can happen between a team and a department. */
export type TimelineEvent = HeldTicketEvent | InteractionEvent | RelationshipEvent | CommitmentEvent | ImprovementEvent;
type DataOf<T extends TimelineEvent['type']> = Extract<TimelineEvent, { readonly type: T }>['data'];

/**
 * What a line of the timeline keeps of its event, for whoever says it in words. No ratings, no free text, of people no more than how many: a line
 * that anybody of both sides may read.
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
  RelationshipCharterAgreed: [],
  BusinessGoalShared: ['goal'],
  BusinessGoalAchieved: [],
  BusinessGoalRetired: ['reason'],
  TouchpointPlanned: ['type', 'plannedFor'],
  TouchpointHeld: ['type', 'itAttendees', 'departmentAttendees'],
  TouchpointMissed: ['type', 'reason'],
  TouchpointCancelled: ['type', 'cancelledBy', 'reason'],
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

/** What is kept of an event of a type. Of a list: how many it names. */
export type FactsOf<T extends TimelineEvent['type']> = {
  readonly [F in keyof Pick<DataOf<T>, (typeof FACTS)[T][number] & keyof DataOf<T>>]: NonNullable<
    DataOf<T>[F]
  > extends readonly unknown[]
    ? number
    : DataOf<T>[F];
};

/** What a line keeps of an event. */
export function factsOf({ type, data }: Pick<TimelineEvent, 'type' | 'data'>): Readonly<Record<string, unknown>> {
  const said = data as Readonly<Record<string, unknown>>;
  const kept = FACTS[type].flatMap((name): [string, unknown][] => {
    const value = said[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.length : value]];
  });
  return Object.fromEntries(kept);
}
