import type { EventOf } from '../kernel/event.js';
import type { Move } from '../kernel/moves.js';
import type { TicketEvent, TicketImported, TicketLinked, TicketLogged } from './events.js';
import { LEADS_TO, OPEN, type Stretch, startsWork, type TicketStatus, withStretch } from './lifecycle.js';
import { evolveBy } from '../kernel/decider.js';
import { correctedStory, endOf, withHolding } from './history.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;

/** Who held the ticket from a moment on; without `teamId`: no team. */
export interface Holding {
  readonly from: string;
  readonly teamId?: string;
  readonly assigneeRef?: string;
}

export interface Ticket {
  /** As first logged, to recognise a repeat. */
  readonly logged: Data<typeof TicketLogged>;
  readonly loggedAt: string;
  readonly departmentId: string;
  readonly status: TicketStatus;
  readonly teamId: string | undefined;
  readonly assigneeRef: string | undefined;
  readonly classification: { readonly category?: string; readonly subcategory?: string; readonly symptom?: string };
  readonly weights: { readonly impact?: number; readonly urgency?: number; readonly priority?: number };
  /** The latest moves of the classification, of the weights, and of the department to which it belongs. */
  readonly categorised: Move | undefined;
  readonly prioritised: Move | undefined;
  readonly corrected: Move | undefined;
  readonly cycle: number;
  /** The move that led to its status; undefined while it is as it was logged. */
  readonly latest: Move | undefined;
  /** Its statuses in the order of time: late commands are judged by the status of then. */
  readonly stretches: readonly Stretch[];
  /** Who held it, in the order of time. */
  readonly holdings: readonly Holding[];
  /** The latest move that changed who holds it. */
  readonly holder: Move | undefined;
  /** How the department confirmed the current resolution. */
  readonly confirmation: Move | undefined;
  readonly links: readonly Pick<Data<typeof TicketLinked>, 'relation' | 'otherRef'>[];
  readonly mergedInto: string | undefined;
  readonly imported: boolean;
  readonly reported: Data<typeof TicketImported>['reported'];
  /** The messages about the ticket that a later one may repeat. */
  readonly messages: readonly Move[];
}
/** Null: never logged. */
export type TicketAggregate = Ticket | null;

/** Whether IT still has work to do on it. */
export const isOpen = ({ status }: Ticket): boolean => OPEN.includes(status);

type DataOf<N extends TicketEvent['type']> = Extract<TicketEvent, { type: N }>['data'];

const changed = (state: TicketAggregate, change: (ticket: Ticket) => Partial<Ticket>): TicketAggregate =>
  state && { ...state, ...change(state) };

/** Moves the ticket to the status to which events of this type lead. */
function moved(
  state: TicketAggregate,
  latest: Move & { readonly type: keyof typeof LEADS_TO },
  change: (ticket: Ticket) => Partial<Ticket> = () => ({}),
  how: Pick<Stretch, 'holdReason' | 'resolutionCode'> = {},
): TicketAggregate {
  return changed(state, (ticket) => ({
    ...statusFrom(ticket, LEADS_TO[latest.type], latest.at, how),
    latest,
    ...change(ticket),
  }));
}

const statusFrom = ({ stretches }: Ticket, status: TicketStatus, from: string, how?: Omit<Stretch, 'from' | 'status'>) => ({
  status,
  stretches: withStretch(stretches, { from, status, ...how }),
});

/** Whether a later move is on record. */
export const isLate = (latest: Move | undefined, at: string): boolean => latest !== undefined && at < latest.at;

/** The change of holder from a moment on; without `teamId`: no team. */
const heldBy = ({ holdings }: Ticket, from: string, teamId?: string, assigneeRef?: string) => ({
  teamId,
  assigneeRef,
  holdings: withHolding(holdings, {
    from,
    ...(teamId !== undefined && { teamId }),
    ...(assigneeRef !== undefined && { assigneeRef }),
  }),
});

/** Adds a message about the ticket. */
const withMessage = (
  state: TicketAggregate,
  word: Move,
  change: (ticket: Ticket) => Partial<Ticket> = () => ({}),
): TicketAggregate => changed(state, (ticket) => ({ messages: [...ticket.messages, word], ...change(ticket) }));

/**
 * A move that makes a next word due: the messages of the same moment were given before it, so an equal one is not their repeat
 * but the first word after the move.
 */
const withoutMessagesOf = (at: string, { messages }: Ticket): Pick<Ticket, 'messages'> => ({
  messages: messages.filter((message) => message.at !== at),
});

/** Adds a message to the department, which may start the work on it. */
const withAnswer = (state: TicketAggregate, word: Move, data: Parameters<typeof startsWork>[0]): TicketAggregate =>
  withMessage(state, word, (ticket) => (startsWork(data) ? statusFrom(ticket, 'IN_PROGRESS', word.at, { byMessage: true }) : {}));

/**
 * The command's content in an event of each type, to compare repeats. Leaves out what the ticket's state added; only `teamId`
 * may be its default.
 */
export const CONTENT_OF = {
  TicketAcknowledged: ({ teamId, byRef, human, expectedNextUpdateBy }: DataOf<'TicketAcknowledged'>) => ({
    teamId,
    byRef,
    human,
    expectedNextUpdateBy,
  }),
  TicketUpdateShared: ({ visibility, proactive, human, nextUpdateBy, textRef }: DataOf<'TicketUpdateShared'>) => ({
    visibility,
    proactive,
    human,
    nextUpdateBy,
    textRef,
  }),
  TicketRequesterReplied: ({ textRef }: DataOf<'TicketRequesterReplied'>) => ({ textRef }),
  TicketUpdateChased: ({ textRef }: DataOf<'TicketUpdateChased'>) => ({ textRef }),
  TicketEscalated: ({ escalationType, reason }: DataOf<'TicketEscalated'>) => ({ escalationType, reason }),
  TicketPlacedOnHold: ({ reason, agreedWithRequester, nextUpdateBy, human }: DataOf<'TicketPlacedOnHold'>) => ({
    reason,
    agreedWithRequester,
    nextUpdateBy,
    human,
  }),
  TicketResolved: ({ teamId, resolutionCode, workaround, human }: DataOf<'TicketResolved'>) => ({
    teamId,
    resolutionCode,
    workaround,
    human,
  }),
};

/** Folds a ticket from its events in the order of recording, which for history is not the order in which they happened. */
export const evolveTicket = evolveBy<TicketEvent, TicketAggregate>({
  TicketLogged: (_, logged, loggedAt) => {
    const { departmentId, category, subcategory, symptom, impact, urgency, priority } = logged;
    return {
      logged,
      loggedAt,
      departmentId,
      status: LEADS_TO.TicketLogged,
      stretches: [{ from: loggedAt, status: LEADS_TO.TicketLogged }],
      latest: undefined,
      teamId: undefined,
      assigneeRef: undefined,
      holdings: [],
      holder: undefined,
      classification: { category, subcategory, symptom },
      weights: { impact, urgency, priority },
      categorised: undefined,
      prioritised: undefined,
      corrected: undefined,
      cycle: 1,
      confirmation: undefined,
      links: [],
      mergedInto: undefined,
      imported: false,
      reported: [],
      messages: [],
    };
  },
  TicketAssigned: (state, { toTeamId, assigneeRef, reason }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at, toTeamId, assigneeRef),
      holder: { type: 'TicketAssigned', at, content: { toTeamId, assigneeRef, reason } },
    })),
  TicketReassigned: (state, { toTeamId, assigneeRef, reason }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at, toTeamId, assigneeRef),
      holder: { type: 'TicketReassigned', at, content: { toTeamId, assigneeRef, reason } },
    })),
  TicketUnassigned: (state, { reason }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at),
      holder: { type: 'TicketUnassigned', at, content: { reason } },
    })),
  TicketWorkStarted: (state, _, at) => moved(state, { type: 'TicketWorkStarted', at, content: {} }),
  TicketAcknowledged: (state, data, at) =>
    withAnswer(state, { type: 'TicketAcknowledged', at, content: CONTENT_OF.TicketAcknowledged(data) }, data),
  TicketCategorised: (state, data, at) =>
    changed(state, ({ categorised }) =>
      isLate(categorised, at)
        ? {}
        : {
            classification: data.new,
            categorised: { type: 'TicketCategorised', at, content: { ...data.new, reason: data.reason } },
          },
    ),
  TicketPrioritised: (state, data, at) =>
    changed(state, ({ prioritised }) =>
      isLate(prioritised, at)
        ? {}
        : {
            weights: data.new,
            prioritised: { type: 'TicketPrioritised', at, content: { ...data.new, reason: data.reason } },
          },
    ),
  TicketEscalated: (state, data, at) =>
    withMessage(state, { type: 'TicketEscalated', at, content: CONTENT_OF.TicketEscalated(data) }),
  TicketPlacedOnHold: (state, data, at) =>
    moved(state, { type: 'TicketPlacedOnHold', at, content: CONTENT_OF.TicketPlacedOnHold(data) }, () => ({}), {
      holdReason: data.reason,
    }),
  TicketResumed: (state, _, at) =>
    moved(state, { type: 'TicketResumed', at, content: {} }, (ticket) => withoutMessagesOf(at, ticket)),
  TicketUpdateShared: (state, data, at) =>
    withAnswer(state, { type: 'TicketUpdateShared', at, content: CONTENT_OF.TicketUpdateShared(data) }, data),
  TicketRequesterReplied: (state, data, at) =>
    withMessage(state, { type: 'TicketRequesterReplied', at, content: CONTENT_OF.TicketRequesterReplied(data) }),
  TicketUpdateChased: (state, data, at) =>
    withMessage(state, { type: 'TicketUpdateChased', at, content: CONTENT_OF.TicketUpdateChased(data) }),
  TicketResolved: (state, data, at) =>
    moved(
      state,
      { type: 'TicketResolved', at, content: CONTENT_OF.TicketResolved(data) },
      () => ({ cycle: data.cycle, confirmation: undefined }),
      data.resolutionCode === undefined ? {} : { resolutionCode: data.resolutionCode },
    ),
  TicketResolutionConfirmed: (state, { byRef }, at) =>
    changed(state, () => ({ confirmation: { type: 'TicketResolutionConfirmed', at, content: { byRef } } })),
  TicketResolutionRejected: (state, { byRef, reason }, at) =>
    changed(state, (ticket) => ({
      ...withoutMessagesOf(at, ticket),
      confirmation: undefined,
      latest: { type: 'TicketResolutionRejected', at, content: { byRef, reason } },
    })),
  TicketReopened: (state, { cycle, reason }, at) =>
    moved(state, { type: 'TicketReopened', at, content: { reason } }, (ticket) => ({
      ...withoutMessagesOf(at, ticket),
      // A reopening at the moment of a rejection is its consequence: the rejection remains the latest move.
      ...(ticket.latest?.type === 'TicketResolutionRejected' && ticket.latest.at === at && { latest: ticket.latest }),
      cycle,
      confirmation: undefined,
    })),
  TicketClosed: (state, { reason }, at) => moved(state, { type: 'TicketClosed', at, content: { reason } }),
  TicketCancelled: (state, { reason }, at) => moved(state, { type: 'TicketCancelled', at, content: { reason } }),
  TicketMerged: (state, { intoTicketId }, at) =>
    moved(state, { type: 'TicketMerged', at, content: { intoTicketId } }, () => ({ mergedInto: intoTicketId })),
  TicketLinked: (state, { relation, otherRef }) => changed(state, ({ links }) => ({ links: [...links, { relation, otherRef }] })),
  TicketDepartmentCorrected: (state, { toDepartmentId, reason }, at) =>
    changed(state, () => ({
      departmentId: toDepartmentId,
      corrected: { type: 'TicketDepartmentCorrected', at, content: { toDepartmentId, reason } },
    })),
  TicketImported: (state, data) =>
    changed(state, ({ reported }) => ({
      imported: true,
      reported: [...reported.filter(({ field }) => !data.reported.some((one) => one.field === field)), ...data.reported],
    })),
  TicketRowsNoted: (state) => state,
  TicketHistoryCorrected: (state, data) => changed(state, (ticket) => ({ ...correctedStory(ticket, data), ...endOf(data) })),
});
