import type { TicketDocument } from '../../../projections/ticket/document.js';
import { OPEN } from '../../domain/ticket/lifecycle.js';
import { inWords } from './moment-in-words.js';
import type { TicketClocks } from './ticket-clocks.js';

/** A ticket as the department sees it: plain sentences, nobody blamed. */
export interface DepartmentView {
  readonly headline: string;
  readonly whatHappenedLast: string;
  readonly whoHasIt: string;
  readonly whatIsPromisedNext: string;
}

const HEADLINES: Record<TicketDocument['state'], string> = {
  NEW: 'We have your request.',
  IN_PROGRESS: 'Your request is being worked on.',
  ON_HOLD: 'Your request is paused for the moment.',
  RESOLVED: 'Your request has been solved.',
  CLOSED: 'Your request is complete.',
  CANCELLED: 'Your request was withdrawn.',
  MERGED: 'Your request is looked after together with another one.',
};
const WAITING_FOR: Record<string, string> = {
  AWAITING_REQUESTER: 'an answer from you',
  AWAITING_VENDOR: 'the supplier',
  AWAITING_CHANGE: 'a planned change',
  AWAITING_PROBLEM: 'the cause to be found',
  AWAITING_EVIDENCE: 'it to happen again, to learn more',
};

/** Question 4. `teamName` is the team's name where it is known; `now` decides whether a promised word is still ahead. */
export function departmentView(
  ticket: TicketDocument,
  clocks: TicketClocks,
  teamName: string | null,
  now: string,
): DepartmentView {
  const team = teamName ?? ticket.teamId;
  return {
    headline: HEADLINES[ticket.state],
    whatHappenedLast: whatHappenedLast(ticket),
    whoHasIt: whoHasIt(ticket, team),
    whatIsPromisedNext: whatIsPromisedNext(ticket, clocks, now),
  };
}

function whatHappenedLast(ticket: TicketDocument): string {
  if (ticket.state === 'MERGED')
    return `It was joined with ${ticket.mergedInto ?? 'another request'} ${inWords(ticket.lastEventAt)}.`;
  if (ticket.state === 'CANCELLED') return `It was withdrawn ${inWords(ticket.lastEventAt)}.`;
  if (ticket.state === 'CLOSED') return `It was closed ${inWords(ticket.closedAt ?? ticket.lastEventAt)}.`;
  if (ticket.state === 'RESOLVED') return `A solution was put in place ${inWords(ticket.resolvedAt ?? ticket.lastEventAt)}.`;
  if (ticket.state === 'ON_HOLD') {
    const reason = ticket.holdReason && WAITING_FOR[ticket.holdReason];
    return `It was paused ${inWords(ticket.heldSince ?? ticket.lastEventAt)}${reason ? `, waiting for ${reason}` : ''}.`;
  }
  if (ticket.lastSharedAt !== null) return `The team last wrote to you ${inWords(ticket.lastSharedAt)}.`;
  if (ticket.acknowledgedAt !== null) return `The team got in touch ${inWords(ticket.acknowledgedAt)}.`;
  return `It reached us ${inWords(ticket.loggedAt)}.`;
}

function whoHasIt(ticket: TicketDocument, team: string | null): string {
  if (!OPEN.includes(ticket.state)) return team ? `${team} looked after it.` : 'Nobody needs to do anything more.';
  if (team === null) return 'We are finding the right team for it.';
  return ticket.assigneeRef === null ? `It is with ${team}.` : `It is with ${team}, and one of them is looking after it.`;
}

function whatIsPromisedNext(ticket: TicketDocument, clocks: TicketClocks, now: string): string {
  if (ticket.state === 'RESOLVED') return 'If it is not solved for you, tell us and we carry on.';
  if (!OPEN.includes(ticket.state)) return 'Nothing more is due.';
  const due = earliest(clocks.nextUpdateBy, clocks.answeredAt === null ? clocks.acknowledgeBy : null);
  if (due === null) return 'No time for the next word has been agreed yet.';
  if (due >= now) return `You will hear from us by ${inWords(due, false)}.`;
  return `A word to you was planned for ${inWords(due, false)}; it is still to come.`;
}

const earliest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);
