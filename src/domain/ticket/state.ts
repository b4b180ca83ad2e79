import type { EventOf } from '../kernel/event.js';
import type { Move } from '../kernel/moves.js';
import type { TicketEvent, TicketImported, TicketLinked, TicketLogged } from './events.js';
import { LEADS_TO, OPEN, type Stretch, takesUp, type TicketStatus, withStretch } from './lifecycle.js';
import { evolveBy } from '../kernel/decider.js';
import { correctedStory, endOf, withHolding } from './history.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;

/** From when on who held it; nobody: without a team. */
export interface Holding {
  readonly from: string;
  readonly teamId?: string;
  readonly assigneeRef?: string;
}

export interface Ticket {
  /** As first logged: the same again is no news. */
  readonly logged: Data<typeof TicketLogged>;
  readonly loggedAt: string;
  readonly departmentId: string;
  readonly status: TicketStatus;
  readonly teamId: string | undefined;
  readonly assigneeRef: string | undefined;
  readonly classification: { readonly category?: string; readonly subcategory?: string; readonly symptom?: string };
  readonly weights: { readonly impact?: number; readonly urgency?: number; readonly priority?: number };
  /** The latest that was said of either, and of the department to which it belongs. */
  readonly categorised: Move | undefined;
  readonly prioritised: Move | undefined;
  readonly corrected: Move | undefined;
  readonly cycle: number;
  /** The move that led to where it stands; undefined while it is as it was logged. */
  readonly latest: Move | undefined;
  /** Where it stood when, in the order of time: what is told late is judged by then. */
  readonly stretches: readonly Stretch[];
  /** Who held it when, in the order of time. */
  readonly holdings: readonly Holding[];
  /** The latest that was said of who holds it. */
  readonly holder: Move | undefined;
  /** How the department agreed to the current resolution. */
  readonly confirmation: Move | undefined;
  readonly links: readonly Pick<Data<typeof TicketLinked>, 'relation' | 'otherRef'>[];
  readonly mergedInto: string | undefined;
  readonly imported: boolean;
  readonly reported: Data<typeof TicketImported>['reported'];
  /** Everything that was said about the ticket: the same words of the same moment are no news. */
  readonly words: readonly Move[];
}
/** Null: never logged. */
export type TicketAggregate = Ticket | null;

/** Whether IT still has work to do on it. */
export const isOpen = ({ status }: Ticket): boolean => OPEN.includes(status);

type DataOf<N extends TicketEvent['type']> = Extract<TicketEvent, { type: N }>['data'];

const changed = (state: TicketAggregate, change: (ticket: Ticket) => Partial<Ticket>): TicketAggregate =>
  state && { ...state, ...change(state) };

/** The ticket moves on to where events of this type lead. */
function moved(
  state: TicketAggregate,
  latest: Move & { readonly type: keyof typeof LEADS_TO },
  change: (ticket: Ticket) => Partial<Ticket> = () => ({}),
  how: Pick<Stretch, 'holdReason' | 'resolutionCode'> = {},
): TicketAggregate {
  return changed(state, (ticket) => ({
    ...standing(ticket, LEADS_TO[latest.type], latest.at, how),
    latest,
    ...change(ticket),
  }));
}

const standing = ({ stretches }: Ticket, status: TicketStatus, from: string, how?: Omit<Stretch, 'from' | 'status'>) => ({
  status,
  stretches: withStretch(stretches, { from, status, ...how }),
});

/** Whether something later was said of it. */
export const isLate = (latest: Move | undefined, at: string): boolean => latest !== undefined && at < latest.at;

/** Somebody holds it from a moment on, or nobody. */
const heldBy = ({ holdings }: Ticket, from: string, teamId?: string, assigneeRef?: string) => ({
  teamId,
  assigneeRef,
  holdings: withHolding(holdings, {
    from,
    ...(teamId !== undefined && { teamId }),
    ...(assigneeRef !== undefined && { assigneeRef }),
  }),
});

/** Something was said about the ticket. */
const said = (state: TicketAggregate, word: Move, change: (ticket: Ticket) => Partial<Ticket> = () => ({})): TicketAggregate =>
  changed(state, (ticket) => ({ words: [...ticket.words, word], ...change(ticket) }));

/** Something was said to the department, which may take the ticket up. */
const answered = (state: TicketAggregate, word: Move, data: Parameters<typeof takesUp>[0]): TicketAggregate =>
  said(state, word, (ticket) => (takesUp(data) ? standing(ticket, 'IN_PROGRESS', word.at, { byWord: true }) : {}));

/** What each kind of word says, without what the ticket's state added to it. */
export const SAID = {
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
      words: [],
    };
  },
  TicketAssigned: (state, { toTeamId, assigneeRef, reason }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at, toTeamId, assigneeRef),
      holder: { type: 'TicketAssigned', at, said: { toTeamId, assigneeRef, reason } },
    })),
  TicketReassigned: (state, { toTeamId, assigneeRef, reason }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at, toTeamId, assigneeRef),
      holder: { type: 'TicketReassigned', at, said: { toTeamId, assigneeRef, reason } },
    })),
  TicketUnassigned: (state, { reason }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at),
      holder: { type: 'TicketUnassigned', at, said: { reason } },
    })),
  TicketWorkStarted: (state, _, at) => moved(state, { type: 'TicketWorkStarted', at, said: {} }),
  TicketAcknowledged: (state, data, at) =>
    answered(state, { type: 'TicketAcknowledged', at, said: SAID.TicketAcknowledged(data) }, data),
  TicketCategorised: (state, data, at) =>
    changed(state, ({ categorised }) =>
      isLate(categorised, at)
        ? {}
        : {
            classification: data.new,
            categorised: { type: 'TicketCategorised', at, said: { ...data.new, reason: data.reason } },
          },
    ),
  TicketPrioritised: (state, data, at) =>
    changed(state, ({ prioritised }) =>
      isLate(prioritised, at)
        ? {}
        : {
            weights: data.new,
            prioritised: { type: 'TicketPrioritised', at, said: { ...data.new, reason: data.reason } },
          },
    ),
  TicketEscalated: (state, data, at) => said(state, { type: 'TicketEscalated', at, said: SAID.TicketEscalated(data) }),
  TicketPlacedOnHold: (state, data, at) =>
    moved(state, { type: 'TicketPlacedOnHold', at, said: SAID.TicketPlacedOnHold(data) }, () => ({}), {
      holdReason: data.reason,
    }),
  TicketResumed: (state, _, at) => moved(state, { type: 'TicketResumed', at, said: {} }),
  TicketUpdateShared: (state, data, at) =>
    answered(state, { type: 'TicketUpdateShared', at, said: SAID.TicketUpdateShared(data) }, data),
  TicketRequesterReplied: (state, data, at) =>
    said(state, { type: 'TicketRequesterReplied', at, said: SAID.TicketRequesterReplied(data) }),
  TicketUpdateChased: (state, data, at) => said(state, { type: 'TicketUpdateChased', at, said: SAID.TicketUpdateChased(data) }),
  TicketResolved: (state, data, at) =>
    moved(
      state,
      { type: 'TicketResolved', at, said: SAID.TicketResolved(data) },
      () => ({ cycle: data.cycle, confirmation: undefined }),
      data.resolutionCode === undefined ? {} : { resolutionCode: data.resolutionCode },
    ),
  TicketResolutionConfirmed: (state, { byRef }, at) =>
    changed(state, () => ({ confirmation: { type: 'TicketResolutionConfirmed', at, said: { byRef } } })),
  TicketResolutionRejected: (state, { byRef, reason }, at) =>
    changed(state, () => ({
      confirmation: undefined,
      latest: { type: 'TicketResolutionRejected', at, said: { byRef, reason } },
    })),
  TicketReopened: (state, { cycle, reason }, at) =>
    moved(state, { type: 'TicketReopened', at, said: { reason } }, ({ latest }) => ({
      // After a rejection it is only what follows from it.
      ...(latest?.type === 'TicketResolutionRejected' && latest.at === at && { latest }),
      cycle,
      confirmation: undefined,
    })),
  TicketClosed: (state, { reason }, at) => moved(state, { type: 'TicketClosed', at, said: { reason } }),
  TicketCancelled: (state, { reason }, at) => moved(state, { type: 'TicketCancelled', at, said: { reason } }),
  TicketMerged: (state, { intoTicketId }, at) =>
    moved(state, { type: 'TicketMerged', at, said: { intoTicketId } }, () => ({ mergedInto: intoTicketId })),
  TicketLinked: (state, { relation, otherRef }) => changed(state, ({ links }) => ({ links: [...links, { relation, otherRef }] })),
  TicketDepartmentCorrected: (state, { toDepartmentId, reason }, at) =>
    changed(state, () => ({
      departmentId: toDepartmentId,
      corrected: { type: 'TicketDepartmentCorrected', at, said: { toDepartmentId, reason } },
    })),
  TicketImported: (state, data) =>
    changed(state, ({ reported }) => ({
      imported: true,
      reported: [...reported.filter(({ field }) => !data.reported.some((one) => one.field === field)), ...data.reported],
    })),
  TicketRowsNoted: (state) => state,
  TicketHistoryCorrected: (state, data) => changed(state, (ticket) => ({ ...correctedStory(ticket, data), ...endOf(data) })),
});
