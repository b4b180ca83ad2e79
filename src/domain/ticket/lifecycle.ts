import type { TicketEvent } from './events.js';

/** A ticket's possible statuses. */
export const TICKET_STATES = ['NEW', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED', 'MERGED'] as const;
export type TicketStatus = (typeof TICKET_STATES)[number];

/** IT still has work to do on it. */
export const OPEN: readonly TicketStatus[] = ['NEW', 'IN_PROGRESS', 'ON_HOLD'];
/** It has a resolution that can be confirmed, rejected or undone. */
export const DONE: readonly TicketStatus[] = ['RESOLVED', 'CLOSED'];
/** IT keeps the department informed about it. */
export const ACTIVE: readonly TicketStatus[] = [...OPEN, 'RESOLVED'];
/** The department may still send messages about it. */
export const ADDRESSABLE: readonly TicketStatus[] = [...ACTIVE, 'CLOSED'];
/** The matter is dropped, or continues in another ticket. */
export const VOID: readonly TicketStatus[] = ['CANCELLED', 'MERGED'];

/**
 * The status to which an event of each type leads. Other types do not change it, except that a person's first word takes up a
 * NEW ticket.
 */
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

/** The status to which an event leads; null: unchanged. */
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
/** Whether a word takes the ticket up: a person who answers the department about a NEW ticket has begun to work on it. */
export const startsWork = ({ human, visibility = 'DEPARTMENT', from }: Message): boolean =>
  human && visibility === 'DEPARTMENT' && from === 'NEW';

/** The statuses in which each move is allowed; history may move from any. */
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

/** What to do instead when a status does not allow the command. */
export const REMEDIES: Readonly<Record<TicketStatus, string>> = {
  NEW: 'Assign or acknowledge the ticket first.',
  IN_PROGRESS: 'Resolve the ticket first.',
  ON_HOLD: 'Resume the ticket first.',
  RESOLVED: 'Reopen the ticket first.',
  CLOSED: 'Reopen the ticket first.',
  CANCELLED: 'Log a new ticket.',
  MERGED: 'Use the ticket under which it continues.',
};

/** A stretch of a ticket's life: its status from a moment on. */
export interface Stretch {
  readonly from: string;
  readonly status: TicketStatus;
  /** What it waits for. */
  readonly holdReason?: string;
  /** How it was resolved. */
  readonly resolutionCode?: string;
  /**
   * Begun by a person's word, which takes up only a NEW ticket: if late history shows that the ticket was not NEW then, the
   * stretch is void.
   */
  readonly byMessage?: true;
}

/** The stretches that are valid by what is known now. */
export const inForce = (stretches: readonly Stretch[]): readonly Stretch[] =>
  !stretches.some(({ byMessage: byWord }) => byWord)
    ? stretches
    : stretches.reduce<readonly Stretch[]>(
        (before, one) => (one.byMessage && before.at(-1)?.status !== 'NEW' ? before : [...before, one]),
        [],
      );

/** Inserts a stretch in the order of time. Of two that begin at the same moment, the one recorded later comes second. */
export function withStretch(stretches: readonly Stretch[], added: Stretch): readonly Stretch[] {
  const earlier = stretches.filter(({ from }) => from <= added.from);
  return [...earlier, added, ...stretches.slice(earlier.length)];
}

/** Whether the ticket had one of the statuses at a moment. A move's new status holds from the very instant of the move. */
export const wasInStatus = (states: readonly TicketStatus[], stretches: readonly Stretch[], at: string): boolean =>
  inForce(stretches).some(({ from, status }, place, there) => {
    const until = there[place + 1]?.from;
    return states.includes(status) && from <= at && (until === undefined || at < until);
  });
