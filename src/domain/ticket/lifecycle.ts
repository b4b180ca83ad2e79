import type { TicketEvent } from './events.js';

/** Where a ticket stands. */
export const TICKET_STATES = ['NEW', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED', 'MERGED'] as const;
export type TicketStatus = (typeof TICKET_STATES)[number];

/** IT still has work to do on it. */
export const OPEN: readonly TicketStatus[] = ['NEW', 'IN_PROGRESS', 'ON_HOLD'];
/** There is a resolution that can be confirmed, rejected or undone. */
export const DONE: readonly TicketStatus[] = ['RESOLVED', 'CLOSED'];
/** IT tells the department how things go. */
export const ACTIVE: readonly TicketStatus[] = [...OPEN, 'RESOLVED'];
/** The department may still turn to it. */
export const ADDRESSABLE: readonly TicketStatus[] = [...ACTIVE, 'CLOSED'];
/** The matter goes on nowhere, or elsewhere. */
export const VOID: readonly TicketStatus[] = ['CANCELLED', 'MERGED'];

/** Where an event of each type leaves the ticket. What is not here moves no ticket, but for a person's first word: it takes a NEW one up. */
export const LEADS_TO = {
  TicketLogged: 'NEW',
  TicketWorkStarted: 'IN_PROGRESS',
  TicketPlacedOnHold: 'ON_HOLD',
  TicketResumed: 'IN_PROGRESS',
  TicketResolved: 'RESOLVED',
  TicketReopened: 'IN_PROGRESS',
  TicketClosed: 'CLOSED',
  TicketCancelled: 'CANCELLED',
  TicketMerged: 'MERGED',
} as const satisfies Partial<Record<TicketEvent['type'], TicketStatus>>;

/** Where an event leaves the ticket; null: where it was. */
export function statusAfter(event: TicketEvent): TicketStatus | null {
  if (event.type === 'TicketAcknowledged' || event.type === 'TicketUpdateShared')
    return startsWork(event.data) ? 'IN_PROGRESS' : null;
  return (LEADS_TO as Partial<Record<string, TicketStatus>>)[event.type] ?? null;
}

interface Message {
  readonly human: boolean;
  readonly visibility?: 'DEPARTMENT' | 'INTERNAL';
  readonly from?: TicketStatus;
}
/** Whether a word takes the ticket up: a person who answers the department for a new one has begun with it. */
export const startsWork = ({ human, visibility = 'DEPARTMENT', from }: Message): boolean =>
  human && visibility === 'DEPARTMENT' && from === 'NEW';

/** From where each move is made by what happens here; history may be told of any. */
export const FROM = {
  StartTicketWork: ['NEW'],
  PlaceTicketOnHold: OPEN,
  ResumeTicket: ['ON_HOLD'],
  ResolveTicket: OPEN,
  RejectTicketResolution: DONE,
  ReopenTicket: DONE,
  CloseTicket: ['RESOLVED'],
  CancelTicket: OPEN,
  MergeTicket: OPEN,
} as const satisfies Readonly<Record<string, readonly TicketStatus[]>>;

/** What to do instead, where a state does not allow what was asked. */
export const REMEDIES: Readonly<Record<TicketStatus, string>> = {
  NEW: 'Assign or acknowledge it first.',
  IN_PROGRESS: 'Resolve it first.',
  ON_HOLD: 'Resume it first.',
  RESOLVED: 'Reopen it first.',
  CLOSED: 'Reopen it first.',
  CANCELLED: 'Log a new ticket.',
  MERGED: 'Use the ticket that goes on.',
};

/** A stretch of a ticket's life: from when on it stood where. */
export interface Stretch {
  readonly from: string;
  readonly status: TicketStatus;
  /** For what it waits. */
  readonly holdReason?: string;
  /** How it was resolved. */
  readonly resolutionCode?: string;
  /** Begun by a person's word, which takes a NEW ticket up and no other: what is told late of before may leave it no stretch. */
  readonly byMessage?: true;
}

/** The stretches that there were, as far as is known by now. */
export const inForce = (stretches: readonly Stretch[]): readonly Stretch[] =>
  !stretches.some(({ byMessage: byWord }) => byWord)
    ? stretches
    : stretches.reduce<readonly Stretch[]>(
        (before, one) => (one.byMessage && before.at(-1)?.status !== 'NEW' ? before : [...before, one]),
        [],
      );

/** Adds a stretch in the order of time. Of two that begin at the same moment the one told later follows. */
export function withStretch(stretches: readonly Stretch[], added: Stretch): readonly Stretch[] {
  const earlier = stretches.filter(({ from }) => from <= added.from);
  return [...earlier, added, ...stretches.slice(earlier.length)];
}

/** Whether the ticket was in one of the states at a moment. From the instant of a move on it is where that led. */
export const wasInStatus = (states: readonly TicketStatus[], stretches: readonly Stretch[], at: string): boolean =>
  inForce(stretches).some(({ from, status }, place, there) => {
    const until = there[place + 1]?.from;
    return states.includes(status) && from <= at && (until === undefined || at < until);
  });
