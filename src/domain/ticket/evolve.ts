import { evolveBy } from '../kernel/evolve-by.js';
import type { Move } from '../kernel/moves.js';
import type { TicketEvent } from './events.js';
import { correctedStory, endOf, withHolding } from './history.js';
import { LEADS_TO, type Stretch, takesUp, type TicketStatus, withStretch } from './lifecycle.js';
import type { Ticket, TicketState } from './state.js';

type DataOf<N extends TicketEvent['type']> = Extract<TicketEvent, { type: N }>['data'];

const changed = (state: TicketState, change: (ticket: Ticket) => Partial<Ticket>): TicketState =>
  state && { ...state, ...change(state) };

/** The ticket moves on to where events of this type lead. */
function moved(
  state: TicketState,
  latest: Move & { readonly type: keyof typeof LEADS_TO },
  change: (ticket: Ticket) => Partial<Ticket> = () => ({}),
  how: Pick<Stretch, 'holdReason' | 'resolutionCode'> = {},
): TicketState {
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
const isLate = (latest: Move | undefined, at: string): boolean => latest !== undefined && at < latest.at;

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
const said = (state: TicketState, word: Move, change: (ticket: Ticket) => Partial<Ticket> = () => ({})): TicketState =>
  changed(state, (ticket) => ({ words: [...ticket.words, word], ...change(ticket) }));

/** Something was said to the department, which may take the ticket up. */
const answered = (state: TicketState, word: Move, data: Parameters<typeof takesUp>[0]): TicketState =>
  said(state, word, (ticket) => (takesUp(data) ? standing(ticket, 'IN_PROGRESS', word.at) : {}));

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

export const evolveTicket = evolveBy<TicketEvent, TicketState>({
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
  TicketDepartmentCorrected: (state, { toDepartmentId }) => changed(state, () => ({ departmentId: toDepartmentId })),
  TicketImported: (state, data) =>
    changed(state, ({ reported }) => ({
      imported: true,
      reported: [...reported.filter(({ field }) => !data.reported.some((one) => one.field === field)), ...data.reported],
    })),
  TicketHistoryCorrected: (state, data) => changed(state, (ticket) => ({ ...correctedStory(ticket, data), ...endOf(data) })),
});
