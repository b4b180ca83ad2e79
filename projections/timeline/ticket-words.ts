import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { because, plain, type Words } from './words.js';

/** A ticket that nobody holds yet is between no team and the department: it enters the timeline when a team takes it. */
export type HeldTicketEvent = Exclude<TicketEvent, { readonly type: 'TicketLogged' }>;

export const ticketWords: Words<HeldTicketEvent> = {
  TicketAssigned: () => 'The team took the ticket.',
  TicketReassigned: ({ fromTeamId, toTeamId, reason }) =>
    `The ticket went from team ${fromTeamId} to team ${toTeamId}${because(reason)}.`,
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
    `The ticket was booked to department ${fromDepartmentId} by mistake and belongs to ${toDepartmentId}.`,
  TicketImported: () => 'The ticket was taken over from another system.',
};
