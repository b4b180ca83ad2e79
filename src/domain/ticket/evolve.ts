import { evolveBy } from '../kernel/evolve-by.js';
import type { Move } from '../kernel/moves.js';
import type { TicketEvent } from './events.js';
import { correctedStory, withHolding } from './history.js';
import { LEADS_TO, type Stretch, takesUp, type TicketStatus, withStretch } from './lifecycle.js';
import * as records from './record.js';
import type { Ticket, TicketRecord, TicketState } from './state.js';

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

/** What a word to the department does to the promises: it answers the open one, and may give the next. One told late does neither. */
function afterWord(
  { record, lastWordAt }: Ticket,
  { teamId, answers }: { readonly teamId?: string; readonly answers?: object },
  at: string,
  nextBy?: string,
): { record: TicketRecord; lastWordAt: string } {
  if (at < lastWordAt) return { record, lastWordAt };
  const answered = answers ? records.answeredAt(record, at) : record;
  const promises = nextBy !== undefined && teamId !== undefined;
  return { record: promises ? records.promised(answered, { teamId, dueAt: nextBy }) : answered, lastWordAt: at };
}

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
      assignedBefore: false,
      holdings: [],
      holder: undefined,
      classification: { category, subcategory, symptom },
      weights: { impact, urgency, priority },
      categorised: undefined,
      prioritised: undefined,
      cycle: 1,
      cycleFrom: loggedAt,
      acknowledged: 'NOT',
      confirmation: undefined,
      record: records.NOTHING_COUNTED,
      links: [],
      mergedInto: undefined,
      imported: false,
      reported: [],
      words: [],
      lastWordAt: '',
    };
  },
  TicketAssigned: (state, { toTeamId, assigneeRef, acknowledgeBy }, at) =>
    changed(state, (ticket) => ({
      ...heldBy(ticket, at, toTeamId, assigneeRef),
      assignedBefore: true,
      holder: { type: 'TicketAssigned', at, said: { toTeamId, assigneeRef } },
      ...(acknowledgeBy !== undefined && {
        record: { ...ticket.record, acknowledgement: { teamId: toTeamId, dueAt: acknowledgeBy } },
      }),
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
    said(state, { type: 'TicketAcknowledged', at, said: SAID.TicketAcknowledged(data) }, (ticket) => {
      const { human, clock, expectedNextUpdateBy } = data;
      const { status, acknowledged, cycleFrom, record } = ticket;
      const before = { ...ticket, record: clock ? records.acknowledgedAt(record, at) : record };
      return {
        ...(takesUp(data, status) && standing(ticket, 'IN_PROGRESS', at)),
        ...(at >= cycleFrom && { acknowledged: human ? 'BY_PERSON' : acknowledged === 'NOT' ? 'BY_MACHINE' : acknowledged }),
        ...(human ? afterWord(before, data, at, expectedNextUpdateBy) : {}),
      };
    }),
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
    moved(
      state,
      { type: 'TicketPlacedOnHold', at, said: SAID.TicketPlacedOnHold(data) },
      (ticket) => afterWord(ticket, data, at, data.nextUpdateBy),
      { holdReason: data.reason },
    ),
  TicketResumed: (state, _, at) => moved(state, { type: 'TicketResumed', at, said: {} }),
  TicketUpdateShared: (state, data, at) =>
    said(state, { type: 'TicketUpdateShared', at, said: SAID.TicketUpdateShared(data) }, (ticket) =>
      data.human && data.visibility === 'DEPARTMENT' ? afterWord(ticket, data, at, data.nextUpdateBy) : {},
    ),
  TicketRequesterReplied: (state, data, at) =>
    said(state, { type: 'TicketRequesterReplied', at, said: SAID.TicketRequesterReplied(data) }),
  TicketUpdateChased: (state, data, at) => said(state, { type: 'TicketUpdateChased', at, said: SAID.TicketUpdateChased(data) }),
  TicketResolved: (state, data, at) =>
    moved(
      state,
      { type: 'TicketResolved', at, said: SAID.TicketResolved(data) },
      (ticket) => {
        const { record, lastWordAt } = afterWord(ticket, data, at);
        const { teamId, cycle, heldUntil } = data;
        return {
          cycle,
          confirmation: undefined,
          record: records.resolvedAs(record, { teamId, resolvedAt: at, heldUntil }),
          lastWordAt,
        };
      },
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
    moved(state, { type: 'TicketReopened', at, said: { reason } }, ({ record, latest }) => ({
      // After a rejection it is only what follows from it.
      ...(latest?.type === 'TicketResolutionRejected' && latest.at === at && { latest }),
      cycle,
      cycleFrom: at,
      acknowledged: 'NOT',
      confirmation: undefined,
      record: records.reopenedAt(record, at),
    })),
  TicketClosed: (state, data, at) =>
    moved(state, { type: 'TicketClosed', at, said: { reason: data.reason } }, (ticket) => ({
      record: afterWord(ticket, data, at).record,
    })),
  TicketCancelled: (state, { reason }, at) =>
    moved(state, { type: 'TicketCancelled', at, said: { reason } }, ({ record }) => ({ record: records.voided(record, at) })),
  TicketMerged: (state, { intoTicketId }, at) =>
    moved(state, { type: 'TicketMerged', at, said: { intoTicketId } }, ({ record }) => ({
      mergedInto: intoTicketId,
      record: records.voided(record, at),
    })),
  TicketLinked: (state, { relation, otherRef }) => changed(state, ({ links }) => ({ links: [...links, { relation, otherRef }] })),
  TicketDepartmentCorrected: (state, { toDepartmentId }) => changed(state, () => ({ departmentId: toDepartmentId })),
  TicketImported: (state, data) =>
    changed(state, ({ reported }) => ({
      imported: true,
      reported: [...reported.filter(({ field }) => !data.reported.some((one) => one.field === field)), ...data.reported],
    })),
  TicketHistoryCorrected: (state, data) =>
    changed(state, (ticket) => {
      const { state: status, teamId, assigneeRef, cycle } = data;
      return { ...correctedStory(ticket, data), status, teamId, assigneeRef, cycle };
    }),
});
