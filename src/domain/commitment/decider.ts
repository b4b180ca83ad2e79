import type { EventOf } from '../kernel/event.js';
import { decideBy, type Decider, evolveBy, when } from '../kernel/decider.js';
import {
  inState,
  isRepeated,
  type Move,
  onRecord,
  onRecordText,
  requireAhead,
  requireInOrder,
  requireNotBefore,
} from '../kernel/moves.js';
import * as e from './events.js';
import type { CommitmentEvent, CommitmentMade } from './events.js';
import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import { alreadyExists, illegalMove, invalidInput, notFound, RapportError } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';

type Made = EventOf<typeof CommitmentMade>['data'];
export type CommitmentStatus = 'OPEN' | 'FULFILLED' | 'CONFIRMED' | 'DISPUTED' | 'MISSED' | 'WITHDRAWN';

export interface Commitment {
  /** As first made, or as corrected since; also to recognise a repeat. */
  readonly made: Made;
  readonly madeAt: string;
  /** The due date in force. */
  readonly dueAt: string;
  /** Whether both sides have agreed on another due date than the first. */
  readonly isRenegotiated: boolean;
  /** Due dates that its source named later, to which nobody is known to have agreed. */
  readonly reportedDueDates: readonly string[];
  /** When IT last said that it kept the promise; undefined when it has not since the due date was last agreed. */
  readonly fulfilledAt: string | undefined;
  readonly status: CommitmentStatus;
  /** The move that led to the status; undefined while there is none since it was made. */
  readonly latest: Move | undefined;
}
/** Null: never made. */
export type CommitmentState = Commitment | null;

const changed = (state: CommitmentState, latest: Move, change: Partial<Commitment>): CommitmentState =>
  state && { ...state, ...change, latest };

/** Folds a commitment: the due date in force, and the latest move. */
export const evolveCommitment = evolveBy<CommitmentEvent, CommitmentState>({
  CommitmentMade: (_, made, madeAt) => ({
    made,
    madeAt,
    status: 'OPEN',
    latest: undefined,
    dueAt: made.dueAt,
    fulfilledAt: undefined,
    isRenegotiated: false,
    reportedDueDates: [],
  }),
  CommitmentRenegotiated: (state, { dueAt, agreedBy, reason }, at) =>
    changed(
      state,
      { type: 'CommitmentRenegotiated', at, content: { newDueAt: dueAt, agreedBy, reason } },
      {
        status: 'OPEN',
        dueAt,
        fulfilledAt: undefined,
        isRenegotiated: true,
      },
    ),
  CommitmentFulfilled: (state, { byRef }, at) =>
    changed(state, { type: 'CommitmentFulfilled', at, content: { byRef } }, { status: 'FULFILLED', fulfilledAt: at }),
  FulfilmentConfirmed: (state, { fulfilledAt, byRef }, at) =>
    changed(state, { type: 'FulfilmentConfirmed', at, content: { byRef } }, { status: 'CONFIRMED', fulfilledAt }),
  FulfilmentDisputed: (state, { fulfilledAt, byRef, reason }, at) =>
    changed(state, { type: 'FulfilmentDisputed', at, content: { byRef, reason } }, { status: 'DISPUTED', fulfilledAt }),
  CommitmentMissed: (state, { reason }, at) =>
    changed(state, { type: 'CommitmentMissed', at, content: { reason } }, { status: 'MISSED' }),
  CommitmentWithdrawn: (state, { withdrawnBy, reason }, at) =>
    changed(state, { type: 'CommitmentWithdrawn', at, content: { withdrawnBy, reason } }, { status: 'WITHDRAWN' }),
  CommitmentCorrected: (state, { teamId, departmentId, dueAt, oldDueAt }, madeAt) =>
    state && {
      ...state,
      made: { ...state.made, teamId, departmentId, dueAt },
      madeAt,
      dueAt: state.isRenegotiated ? state.dueAt : dueAt,
      // What had been taken for the first date is one that the source named later.
      reportedDueDates: [...state.reportedDueDates, oldDueAt].filter((date) => date !== dueAt),
    },
  DueDateReported: (state, { reportedDueAt }) =>
    state && { ...state, reportedDueDates: [...state.reportedDueDates, reportedDueAt] },
});

/**
 * A promise of a team to a department: made, renegotiated, fulfilled or missed, withdrawn. IT may say that it kept the promise,
 * but the department decides. This is what trust is made of.
 */
export const commitmentDecider: Decider<Command, e.CommitmentEvent, CommitmentState> = {
  initial: () => null,
  evolve: evolveCommitment,
  isReferable: (state) => state !== null,
  concerns: (state) => state?.made,
  decide: decideBy<e.CommitmentEvent, CommitmentState>([
    when(c.MakeCommitment, (command, state) => {
      const { commitmentId, byTeamId: teamId, toDepartmentId: departmentId, dueAt, promiseRef } = command;
      if (promiseRef === undefined)
        throw invalidInput('promise', 'is missing', 'Give what is promised, or the key of its text.', { code: 'MISSING' });
      const { ticketId, touchpointId, interactionId } = command;
      const concerning = { ticketId, touchpointId, interactionId };
      const event = e.CommitmentMade({ commitmentId, teamId, departmentId, dueAt, promiseRef, ...concerning });
      if (state) {
        if (sameData(state.made, event.data) && mayBeOf(state.madeAt, command)) return [];
        throw alreadyExists('commitmentId', 'commitment', commitmentId);
      }
      requireAhead(command, 'dueAt', dueAt);
      return [event];
    }),
    when(c.RenegotiateCommitment, (command, state) => {
      const commitment = made(command, state);
      const { newDueAt, agreedBy, reason, occurredAt } = command;
      const { dueAt: oldDueAt, status, latest } = commitment;
      const move = { type: 'CommitmentRenegotiated', at: occurredAt, content: { newDueAt, agreedBy, reason } };
      if (isRepeated(latest, move)) return [];
      if (status === 'OPEN' && newDueAt === oldDueAt) {
        if (isHistory(command)) return [];
        const already = `already has the due date ${oldDueAt}${onRecordText(latest)}`;
        throw illegalMove('newDueAt', 'commitment', command.commitmentId, already, 'Give another date.', [
          { code: 'SO_ALREADY' },
          ...onRecord(latest),
        ]);
      }
      requireStatus(['OPEN', 'MISSED', 'DISPUTED'], command, commitment, 'Make a new commitment.');
      requireAhead(command, 'newDueAt', newDueAt);
      const noticeGiven = occurredAt < oldDueAt;
      return [e.CommitmentRenegotiated({ ...about(commitment), dueAt: newDueAt, oldDueAt, agreedBy, noticeGiven, reason })];
    }),
    when(c.FulfilCommitment, (command, state) => {
      const commitment = made(command, state);
      const { byRef, occurredAt } = command;
      if (isRepeated(commitment.latest, { type: 'CommitmentFulfilled', at: occurredAt, content: { byRef } })) return [];
      // A late fulfilment is better than none, and after a dispute IT may try again. Whether it counts is decided elsewhere.
      requireStatus(['OPEN', 'MISSED', 'DISPUTED'], command, commitment, 'Make a new commitment for anything done later.');
      return [e.CommitmentFulfilled({ ...about(commitment), byRef })];
    }),
    when(c.ConfirmFulfilment, (command, state) => {
      const commitment = made(command, state);
      const { byRef, occurredAt } = command;
      const { fulfilledAt = occurredAt } = commitment;
      mustBeDepartment(command);
      if (isRepeated(commitment.latest, { type: 'FulfilmentConfirmed', at: occurredAt, content: { byRef } })) return [];
      requireStatus(['FULFILLED', 'DISPUTED'], command, commitment, 'IT has to fulfil it first; it is confirmed once.');
      return [e.FulfilmentConfirmed({ ...about(commitment), fulfilledAt, byRef })];
    }),
    when(c.DisputeFulfilment, (command, state) => {
      const commitment = made(command, state);
      const { byRef, reason, occurredAt } = command;
      const { fulfilledAt = occurredAt } = commitment;
      mustBeDepartment(command);
      if (isRepeated(commitment.latest, { type: 'FulfilmentDisputed', at: occurredAt, content: { byRef, reason } })) return [];
      requireStatus(['FULFILLED', 'CONFIRMED'], command, commitment, 'IT has to fulfil it first; it is disputed once.');
      return [e.FulfilmentDisputed({ ...about(commitment), fulfilledAt, byRef, reason })];
    }),
    when(c.MissCommitment, (command, state) => {
      const commitment = made(command, state);
      const { reason, occurredAt } = command;
      const { dueAt } = commitment;
      if (isRepeated(commitment.latest, { type: 'CommitmentMissed', at: occurredAt, content: { reason } })) return [];
      requireStatus(['OPEN'], command, commitment, 'The commitment is already settled.');
      if (occurredAt <= dueAt && !isHistory(command)) {
        throw illegalMove(
          'occurredAt',
          'commitment',
          command.commitmentId,
          `is not due until ${dueAt}`,
          'Renegotiate the due date, or withdraw the commitment.',
          [{ code: 'NOT_AFTER', parameters: { moment: dueAt } }],
        );
      }
      return [e.CommitmentMissed({ ...about(commitment), reason })];
    }),
    when(c.WithdrawCommitment, (command, state) => {
      const commitment = made(command, state);
      const { withdrawnBy, reason, occurredAt } = command;
      const move = { type: 'CommitmentWithdrawn', at: occurredAt, content: { withdrawnBy, reason } };
      if (isRepeated(commitment.latest, move)) return [];
      requireStatus(['OPEN'], command, commitment, 'The commitment is already settled: nothing can be withdrawn.');
      return [e.CommitmentWithdrawn({ ...about(commitment), withdrawnBy, reason })];
    }),
    when(c.CorrectCommitment, (command, state) => {
      const { made: before, madeAt } = made(command, state);
      const { commitmentId, byTeamId: teamId, toDepartmentId: departmentId, dueAt, occurredAt } = command;
      // A later moment would change what was promised while answers of before it show the old promise.
      if (occurredAt > madeAt) {
        throw invalidInput('occurredAt', `the commitment was made at ${madeAt}`, 'Give the moment at which it was made.', {
          code: 'ON_RECORD',
          parameters: { moment: madeAt },
        });
      }
      const { teamId: fromTeamId, departmentId: fromDepartmentId, dueAt: oldDueAt } = before;
      if (sameData({ ...before, teamId, departmentId, dueAt }, before) && occurredAt === madeAt) return [];
      return [e.CommitmentCorrected({ commitmentId, teamId, departmentId, dueAt, fromTeamId, fromDepartmentId, oldDueAt })];
    }),
    when(c.ReportDueDate, (command, state) => {
      const commitment = made(command, state);
      const { reportedDueAt } = command;
      const said = [commitment.made.dueAt, commitment.dueAt, ...commitment.reportedDueDates];
      return said.includes(reportedDueAt) ? [] : [e.DueDateReported({ ...about(commitment), reportedDueAt })];
    }),
  ]),
};

/**
 * The commitment that a command addresses.
 * @throws RapportError NOT_FOUND when it was never made; INVALID_INPUT when the command happened before it was made (unless it
 * is history)
 */
function made(command: c.CommitmentCommand, state: CommitmentState): Commitment {
  if (!state) throw notFound('commitmentId', 'commitment', command.commitmentId, 'Make the commitment first, or correct the id.');
  requireNotBefore(command, state.madeAt, 'the commitment was made');
  return state;
}

/**
 * @throws RapportError ILLEGAL_MOVE unless the commitment has one of the statuses, and no later move is on record (history is
 * not checked)
 */
function requireStatus(
  states: readonly CommitmentStatus[],
  command: c.CommitmentCommand,
  { status, latest, made: { commitmentId } }: Commitment,
  remedy: string,
): void {
  if (!states.includes(status) && !isHistory(command)) {
    throw illegalMove(
      'commitmentId',
      'commitment',
      commitmentId,
      `is ${status}${onRecordText(latest)}`,
      remedy,
      inState(status, latest),
    );
  }
  requireInOrder(command, 'commitment', commitmentId, latest);
}

/**
 * Only the department decides whether a promise was kept.
 * @throws RapportError SELF_RATING when IT tries to
 */
function mustBeDepartment({ actor, commitmentId }: c.CommitmentCommand): void {
  if (actor.kind !== 'IT_STAFF') return;
  throw new RapportError('SELF_RATING', `IT staff cannot judge their own commitment "${commitmentId}"`, {
    field: 'actor',
    remedy: 'Use fulfilCommitment to report that it is done; the department confirms or disputes.',
  });
}

/** The data that all later events share: the parties, and the due date in force. */
const about = ({ made: { commitmentId, teamId, departmentId }, dueAt }: Commitment) => ({
  commitmentId,
  teamId,
  departmentId,
  dueAt,
});
