import { evolveBy } from '../kernel/evolve-by.js';
import type { TicketEvent } from './events.js';
import * as records from './record.js';
import { said } from './said.js';
import type { Ticket, TicketState, TicketRecord } from './state.js';

const changed = (state: TicketState, change: (ticket: Ticket) => Partial<Ticket>): TicketState =>
  state && { ...state, ...change(state) };

/** What a word to the department does to the promises: it answers the open one, and may give the next. */
function afterWord(
  record: TicketRecord,
  { teamId, answers }: { readonly teamId?: string; readonly answers?: object },
  at: string,
  nextBy?: string,
): TicketRecord {
  const answered = answers ? records.answeredAt(record, at) : record;
  return nextBy !== undefined && teamId !== undefined ? records.promised(answered, { teamId, dueAt: nextBy }) : answered;
}

export const evolveTicket = evolveBy<TicketEvent, TicketState>({
  TicketLogged: (_, logged, loggedAt) => {
    const { departmentId, category, subcategory, symptom, impact, urgency, priority } = logged;
    return {
      logged,
      loggedAt,
      departmentId,
      status: 'NEW',
      teamId: undefined,
      assigneeRef: undefined,
      assignedBefore: false,
      classification: { category, subcategory, symptom },
      weights: { impact, urgency, priority },
      cycle: 1,
      acknowledged: 'NOT',
      hold: undefined,
      confirmed: false,
      record: records.NOTHING_COUNTED,
      links: [],
      mergedInto: undefined,
      imported: false,
      reported: [],
      lastSaid: undefined,
    };
  },
  TicketAssigned: (state, { toTeamId, assigneeRef, acknowledgeBy }) =>
    changed(state, ({ record }) => ({
      teamId: toTeamId,
      assigneeRef,
      assignedBefore: true,
      record: acknowledgeBy === undefined ? record : { ...record, acknowledgement: { teamId: toTeamId, dueAt: acknowledgeBy } },
    })),
  TicketReassigned: (state, { toTeamId, assigneeRef }) => changed(state, () => ({ teamId: toTeamId, assigneeRef })),
  TicketUnassigned: (state) => changed(state, () => ({ teamId: undefined, assigneeRef: undefined })),
  TicketWorkStarted: (state) => changed(state, () => ({ status: 'IN_PROGRESS', hold: undefined })),
  TicketAcknowledged: (state, data, at) =>
    changed(state, ({ record, status, acknowledged }) => ({
      status: data.human && status === 'NEW' ? 'IN_PROGRESS' : status,
      acknowledged: data.human ? 'BY_PERSON' : acknowledged === 'NOT' ? 'BY_MACHINE' : acknowledged,
      record: afterWord(data.clock ? records.acknowledgedAt(record, at) : record, data, at, data.expectedNextUpdateBy),
      lastSaid: said({ type: 'TicketAcknowledged', data }, at),
    })),
  TicketCategorised: (state, data) => changed(state, () => ({ classification: data.new })),
  TicketPrioritised: (state, data) => changed(state, () => ({ weights: data.new })),
  TicketEscalated: (state, data, at) => changed(state, () => ({ lastSaid: said({ type: 'TicketEscalated', data }, at) })),
  TicketPlacedOnHold: (state, data, at) =>
    changed(state, ({ record }) => ({
      status: 'ON_HOLD',
      hold: { reason: data.reason, agreedWithRequester: data.agreedWithRequester },
      record: afterWord(record, data, at, data.nextUpdateBy),
    })),
  TicketResumed: (state) => changed(state, () => ({ status: 'IN_PROGRESS', hold: undefined })),
  TicketUpdateShared: (state, data, at) =>
    changed(state, ({ record }) => ({
      record: afterWord(record, data, at, data.nextUpdateBy),
      lastSaid: said({ type: 'TicketUpdateShared', data }, at),
    })),
  TicketRequesterReplied: (state, data, at) =>
    changed(state, () => ({ lastSaid: said({ type: 'TicketRequesterReplied', data }, at) })),
  TicketUpdateChased: (state, data, at) => changed(state, () => ({ lastSaid: said({ type: 'TicketUpdateChased', data }, at) })),
  TicketResolved: (state, data, resolvedAt) =>
    changed(state, ({ record }) => ({
      status: 'RESOLVED',
      hold: undefined,
      confirmed: false,
      cycle: data.cycle,
      record: records.resolvedAs(afterWord(record, data, resolvedAt), {
        teamId: data.teamId,
        resolvedAt,
        heldUntil: data.heldUntil,
      }),
    })),
  TicketResolutionConfirmed: (state) => changed(state, () => ({ confirmed: true })),
  TicketResolutionRejected: (state) => changed(state, () => ({ confirmed: false })),
  TicketReopened: (state, { cycle }, at) =>
    changed(state, ({ record }) => ({
      status: 'IN_PROGRESS',
      cycle,
      acknowledged: 'NOT',
      confirmed: false,
      record: records.reopenedAt(record, at),
    })),
  TicketClosed: (state, data, at) =>
    changed(state, ({ record }) => ({ status: 'CLOSED', hold: undefined, record: afterWord(record, data, at) })),
  TicketCancelled: (state, _, at) =>
    changed(state, ({ record }) => ({ status: 'CANCELLED', hold: undefined, record: records.voided(record, at) })),
  TicketLinked: (state, { relation, otherRef }) => changed(state, ({ links }) => ({ links: [...links, { relation, otherRef }] })),
  TicketMerged: (state, { intoTicketId }, at) =>
    changed(state, ({ record }) => ({
      status: 'MERGED',
      hold: undefined,
      mergedInto: intoTicketId,
      record: records.voided(record, at),
    })),
  TicketDepartmentCorrected: (state, { toDepartmentId }) => changed(state, () => ({ departmentId: toDepartmentId })),
  TicketImported: (state, data) =>
    changed(state, ({ reported }) => ({
      imported: true,
      reported: [...reported.filter(({ field }) => !data.reported.some((one) => one.field === field)), ...data.reported],
    })),
});
