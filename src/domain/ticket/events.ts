import { event, type EventOf, without } from '../kernel/event.js';
import { id, moment, optional } from '../kernel/fields.js';
import * as f from './fields.js';

const about = { ticketId: f.ticketId, departmentId: f.departmentId };
/** `teamId`: the team responsible at that time; absent when there is none. */
const held = { ...about, teamId: optional(f.teamId) };

/**
 * Version 1 recorded which clock or promise a word answered, and until when a resolution had to hold, by the targets then known
 * (docs/decisions/0017-events-contain-no-verdict.md).
 */
const withoutVerdicts = without('clock', 'answers', 'heldUntil');
/**
 * Version 1 did not distinguish a named team from the one that held the ticket as far as was known: its team counts as the
 * resolver.
 */
const withResolver = <T>(old: { readonly teamId?: string }): T =>
  ({ ...withoutVerdicts<object>(old as never), ...(old.teamId !== undefined && { byTeamId: old.teamId }) }) as T;

export const TicketLogged = event(
  'TicketLogged',
  {
    ...about,
    ...f.request,
  },
  'A department asked for help.',
);
export const TicketAssigned = event(
  'TicketAssigned',
  {
    ...about,
    toTeamId: f.teamId,
    assigneeRef: optional(f.assigneeRef),
    reason: optional(f.reason),
    loggedAt: moment('When the ticket was logged'),
  },
  'The ticket was assigned to a team that did not just have it, or to a person within the same team.',
  { version: 2, upcast: { 1: without('acknowledgeBy') } },
);
export const TicketReassigned = event(
  'TicketReassigned',
  { ...about, fromTeamId: f.teamId, toTeamId: f.teamId, assigneeRef: optional(f.assigneeRef), reason: optional(f.reason) },
  'The ticket was reassigned from one team to another: a bounce.',
);
export const TicketUnassigned = event(
  'TicketUnassigned',
  { ...about, fromTeamId: f.teamId, reason: optional(f.reason) },
  'The ticket is no longer assigned to a team.',
);
export const TicketWorkStarted = event(
  'TicketWorkStarted',
  { ...held, from: f.ticketState },
  'IT started work. This is no acknowledgement: the department need not know of it.',
);
export const TicketAcknowledged = event(
  'TicketAcknowledged',
  {
    ...about,
    teamId: f.teamId,
    from: f.ticketState,
    byRef: f.byRef,
    human: f.human,
    expectedNextUpdateBy: f.nextUpdateBy,
  },
  'IT told the department that it has the ticket. Only an acknowledgement by a person counts as a message to the department.',
  { version: 2, upcast: { 1: withoutVerdicts } },
);
export const TicketCategorised = event(
  'TicketCategorised',
  {
    ...held,
    old: f.classification('OldClassification', 'Before'),
    new: f.classification('NewClassification', 'After'),
    reason: optional(f.reason),
  },
  'The category changed.',
);
export const TicketPrioritised = event(
  'TicketPrioritised',
  { ...held, old: f.weights('OldWeights', 'Before'), new: f.weights('NewWeights', 'After'), reason: optional(f.reason) },
  'Impact, urgency or priority changed.',
);
export const TicketEscalated = event(
  'TicketEscalated',
  {
    ...held,
    escalationType: f.escalationType,
    reason: optional(f.reason),
  },
  'The ticket was escalated to more skill or more authority.',
);
export const TicketPlacedOnHold = event(
  'TicketPlacedOnHold',
  {
    ...held,
    from: f.ticketState,
    reason: f.holdReason,
    agreedWithRequester: f.agreedWithRequester,
    nextUpdateBy: f.nextUpdateBy,
    human: f.humanWord,
  },
  'Work waits for something. A hold that the requester agreed to counts as a message to the department.',
  { version: 2, upcast: { 1: withoutVerdicts } },
);
export const TicketResumed = event('TicketResumed', { ...held, from: f.ticketState }, 'The hold ended.');
export const TicketUpdateShared = event(
  'TicketUpdateShared',
  {
    ...held,
    from: optional(f.ticketState),
    visibility: f.visibility,
    proactive: f.proactive,
    human: f.human,
    nextUpdateBy: f.nextUpdateBy,
    textRef: f.textRef,
  },
  'IT sent an update on the ticket. An update by a person that the department sees counts as a message to the department.',
  // Version 1 did not record the ticket's status: a separate acknowledgement took up a NEW ticket.
  { version: 2, upcast: { 1: withoutVerdicts } },
);
export const TicketRequesterReplied = event('TicketRequesterReplied', { ...held, textRef: f.textRef }, 'The department replied.');
export const TicketUpdateChased = event(
  'TicketUpdateChased',
  { ...held, textRef: f.textRef },
  'The department had to ask for an update.',
);
export const TicketResolved = event(
  'TicketResolved',
  {
    ...held,
    from: f.ticketState,
    cycle: f.cycle,
    resolutionCode: f.resolutionCode,
    workaround: f.workaround,
    human: f.humanWord,
    byTeamId: optional(f.resolvingTeamId),
    loggedAt: moment('When the ticket was logged'),
  },
  'IT resolved the ticket.',
  { version: 2, upcast: { 1: withResolver } },
);
export const TicketResolutionConfirmed = event(
  'TicketResolutionConfirmed',
  { ...held, cycle: f.cycle, byRef: f.byRef },
  'The department confirmed that the ticket is solved.',
);
export const TicketResolutionRejected = event(
  'TicketResolutionRejected',
  { ...held, cycle: f.cycle, byRef: f.byRef, reason: optional(f.reason) },
  'The department does not agree that the ticket is solved; a reopening follows.',
);
export const TicketReopened = event(
  'TicketReopened',
  { ...held, from: f.ticketState, cycle: f.cycle, reason: optional(f.reason) },
  'The ticket was reopened: its next cycle begins. Earlier cycles keep their clocks.',
  { version: 2, upcast: { 1: without('resolution') } },
);
export const TicketClosed = event(
  'TicketClosed',
  {
    ...held,
    from: f.ticketState,
    cycle: f.cycle,
    reason: optional(f.reason),
    loggedAt: moment('When the ticket was logged'),
  },
  'The ticket was closed.',
  { version: 2, upcast: { 1: withoutVerdicts } },
);
export const TicketCancelled = event(
  'TicketCancelled',
  {
    ...held,
    from: f.ticketState,
    reason: optional(f.reason),
  },
  'The request was withdrawn: open clocks and promises are void.',
  { version: 2, upcast: { 1: withoutVerdicts } },
);
export const TicketLinked = event(
  'TicketLinked',
  {
    ...held,
    relation: f.linkRelation,
    otherRef: f.otherRef,
  },
  'The ticket was linked to another record.',
);
export const TicketMerged = event(
  'TicketMerged',
  {
    ...held,
    from: f.ticketState,
    intoTicketId: id('The ticket under which it continues'),
  },
  'The matter continues in another ticket: open clocks and promises of this ticket are void.',
  { version: 2, upcast: { 1: withoutVerdicts } },
);
export const TicketDepartmentCorrected = event(
  'TicketDepartmentCorrected',
  {
    ticketId: f.ticketId,
    teamId: optional(f.teamId),
    fromDepartmentId: f.departmentId,
    toDepartmentId: f.departmentId,
    reason: optional(f.reason),
    state: f.ticketState,
    loggedAt: moment('When the ticket was logged'),
  },
  'The ticket had been booked to the wrong department. The correction is a new event; nothing is edited.',
  { version: 2, upcast: { 1: without('record') } },
);
export const TicketImported = event(
  'TicketImported',
  {
    ...held,
    reported: f.reported,
  },
  'The ticket comes from another system, whose history may be incomplete.',
);
export const TicketHistoryCorrected = event(
  'TicketHistoryCorrected',
  {
    ...held,
    from: f.ticketState,
    ...f.ticketSummary,
    moved: f.movedMoves,
    withdrawn: f.withdrawnMoves,
  },
  'The source delivered earlier history after later history. The event states what changes in the recorded events, and the ticket as its whole history, in the order of time, describes it.',
);
export const TicketRowsNoted = event(
  'TicketRowsNoted',
  held,
  'Rows of the source that changed nothing. They are recorded so that they are known when earlier history is delivered later.',
);

export const TICKET_EVENTS = [
  TicketLogged,
  TicketAssigned,
  TicketReassigned,
  TicketUnassigned,
  TicketWorkStarted,
  TicketAcknowledged,
  TicketCategorised,
  TicketPrioritised,
  TicketEscalated,
  TicketPlacedOnHold,
  TicketResumed,
  TicketUpdateShared,
  TicketRequesterReplied,
  TicketUpdateChased,
  TicketResolved,
  TicketResolutionConfirmed,
  TicketResolutionRejected,
  TicketReopened,
  TicketClosed,
  TicketCancelled,
  TicketLinked,
  TicketMerged,
  TicketDepartmentCorrected,
  TicketImported,
  TicketHistoryCorrected,
  TicketRowsNoted,
] as const;
export type TicketEvent = EventOf<(typeof TICKET_EVENTS)[number]>;
