import type { EventOf } from '../kernel/event.js';
import { decideBy, type Decider, evolveBy, type Rule, when } from '../kernel/decider.js';
import { inState, isRepeated, type Move, onRecordText, requireInOrder, requireNotBefore } from '../kernel/moves.js';
import * as e from './events.js';
import type { ImprovementEvent } from './events.js';
import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/errors.js';
import * as c from './commands.js';
import type { ImprovementCommand } from './commands.js';
import { sameData } from '../kernel/same-data.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
export type ImprovementStatus = 'PROPOSED' | 'ACCEPTED' | 'DECLINED' | 'STARTED' | 'DELIVERED' | 'ABANDONED';
export type Session = Omit<Data<typeof e.TrainingHeld>, 'improvementId' | 'teamId' | 'departmentId'>;
export type Yardstick = Pick<Data<typeof e.ImprovementStarted>, 'measureId' | 'baseline' | 'target'>;
type Measured = Yardstick & Pick<Data<typeof e.ImprovementOutcomeMeasured>, 'result'>;

export interface Improvement {
  /** As first proposed, to recognise a repeat. */
  readonly proposed: Data<typeof e.ImprovementProposed>;
  readonly proposedAt: string;
  readonly status: ImprovementStatus;
  /** The move that led to the status; undefined while it is only proposed. */
  readonly latest: Move | undefined;
  readonly startedAt: string | undefined;
  readonly deliveredAt: string | undefined;
  /** The criteria for its success, as recorded when it started. */
  readonly yardstick: Yardstick;
  /** With its moment: the same result a year later is a new measurement. */
  readonly measured: (Measured & { readonly at: string }) | undefined;
  readonly sessions: readonly (Session & { readonly type: string; readonly at: string })[];
}
/** Null: never proposed. */
export type ImprovementState = Improvement | null;

const changed = (state: ImprovementState, change: Partial<Improvement>): ImprovementState => state && { ...state, ...change };
const held = (type: string) => (state: ImprovementState, session: Data<typeof e.TrainingHeld>, at: string) => {
  const { improvementId: _i, teamId: _t, departmentId: _d, ...about } = session;
  return state && { ...state, sessions: [...state.sessions, { ...about, type, at }] };
};

/** Folds an improvement: its status, what was measured, which sessions were held. */
export const evolveImprovement = evolveBy<e.ImprovementEvent, ImprovementState>({
  ImprovementProposed: (_, proposed, proposedAt) => ({
    proposed,
    proposedAt,
    status: 'PROPOSED',
    latest: undefined,
    startedAt: undefined,
    deliveredAt: undefined,
    yardstick: {},
    measured: undefined,
    sessions: [],
  }),
  ImprovementAccepted: (state, { reason }, at) =>
    changed(state, { status: 'ACCEPTED', latest: { type: 'ImprovementAccepted', at, content: { reason } } }),
  ImprovementDeclined: (state, { reason }, at) =>
    changed(state, { status: 'DECLINED', latest: { type: 'ImprovementDeclined', at, content: { reason } } }),
  ImprovementStarted: (state, { measureId, baseline, target }, startedAt) =>
    changed(state, {
      status: 'STARTED',
      latest: { type: 'ImprovementStarted', at: startedAt, content: { measureId, baseline, target } },
      startedAt,
      yardstick: { measureId, baseline, target },
    }),
  ImprovementDelivered: (state, _, deliveredAt) =>
    changed(state, { status: 'DELIVERED', latest: { type: 'ImprovementDelivered', at: deliveredAt, content: {} }, deliveredAt }),
  ImprovementOutcomeMeasured: (state, { measureId, baseline, target, result }, at) =>
    changed(state, { measured: { measureId, baseline, target, result, at } }),
  ImprovementAbandoned: (state, { reason }, at) =>
    changed(state, { status: 'ABANDONED', latest: { type: 'ImprovementAbandoned', at, content: { reason } } }),
  TrainingHeld: held('TrainingHeld'),
  TeamBuildingHeld: held('TeamBuildingHeld'),
  JointReviewHeld: held('JointReviewHeld'),
});

/**
 * The improvement that a command addresses.
 * @throws RapportError NOT_FOUND when it was never proposed; INVALID_INPUT when the command happened before it was proposed
 * (unless it is history)
 */
export function proposed(command: ImprovementCommand, state: ImprovementState): Improvement {
  if (!state)
    throw notFound('improvementId', 'improvement', command.improvementId, 'Propose the improvement first, or correct the id.');
  requireNotBefore(command, state.proposedAt, 'the improvement was proposed');
  return state;
}

const REMEDIES: Record<ImprovementStatus, string> = {
  PROPOSED: 'Accept it first.',
  ACCEPTED: 'Start it first.',
  STARTED: 'Deliver it first.',
  DELIVERED: 'Propose a further improvement.',
  DECLINED: 'Propose it again as a new improvement.',
  ABANDONED: 'Propose it again as a new improvement.',
};

/** @throws RapportError ILLEGAL_MOVE unless the improvement has one of the statuses (history is not checked) */
export function requireStatus(
  states: readonly ImprovementStatus[],
  command: ImprovementCommand,
  { status, latest }: Improvement,
): void {
  if (states.includes(status) || isHistory(command)) return;
  throw illegalMove(
    'improvementId',
    'improvement',
    command.improvementId,
    `is ${status}${onRecordText(latest)}`,
    REMEDIES[status],
    inState(status, latest),
  );
}

/** @throws RapportError ILLEGAL_MOVE when a later move is on record (history may be recorded in any order) */
export function mustFollow(command: ImprovementCommand, { latest }: Improvement): void {
  requireInOrder(command, 'improvement', command.improvementId, latest);
}

/**
 * An outcome can only be measured once the improvement has started, and a later result takes precedence.
 * @throws RapportError INVALID_INPUT when it had not started by then; ILLEGAL_MOVE when a later result is on record (history is
 * not checked)
 */
export function mustBeLater(command: ImprovementCommand, { startedAt, measured }: Improvement): void {
  if (startedAt !== undefined) requireNotBefore(command, startedAt, 'the improvement started');
  if (!measured) return;
  const { at, ...said } = measured;
  requireInOrder(command, 'improvement', command.improvementId, { type: 'ImprovementOutcomeMeasured', at, content: said });
}

/** The ids of the improvement and its parties; part of every event. */
export const parties = ({ proposed: { improvementId, teamId, departmentId } }: Improvement) => ({
  improvementId,
  teamId,
  departmentId,
});

/** The rules from the proposal to the measured outcome. */
export const LIFECYCLE_RULES: readonly Rule<e.ImprovementEvent, ImprovementState>[] = [
  when(c.ProposeImprovement, (command, state) => {
    const { improvementId, teamId, departmentId, topic, origin, originRefs = [], sponsorRef } = command;
    const event = e.ImprovementProposed({ improvementId, teamId, departmentId, topic, origin, originRefs, sponsorRef });
    if (!state) return [event];
    if (sameData(state.proposed, event.data) && mayBeOf(state.proposedAt, command)) return [];
    throw alreadyExists('improvementId', 'improvement', improvementId);
  }),
  when(c.AcceptImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (
      isRepeated(improvement.latest, { type: 'ImprovementAccepted', at: command.occurredAt, content: { reason: command.reason } })
    )
      return [];
    requireStatus(['PROPOSED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementAccepted({ ...parties(improvement), reason: command.reason })];
  }),
  when(c.DeclineImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (
      isRepeated(improvement.latest, { type: 'ImprovementDeclined', at: command.occurredAt, content: { reason: command.reason } })
    )
      return [];
    requireStatus(['PROPOSED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementDeclined({ ...parties(improvement), reason: command.reason })];
  }),
  when(c.StartImprovement, (command, state) => {
    const improvement = proposed(command, state);
    const { measureId, baseline, target } = command;
    if (
      isRepeated(improvement.latest, {
        type: 'ImprovementStarted',
        at: command.occurredAt,
        content: { measureId, baseline, target },
      })
    )
      return [];
    requireStatus(['ACCEPTED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementStarted({ ...parties(improvement), measureId, baseline, target })];
  }),
  when(c.DeliverImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (isRepeated(improvement.latest, { type: 'ImprovementDelivered', at: command.occurredAt, content: {} })) return [];
    requireStatus(['STARTED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementDelivered({ ...parties(improvement), startedAt: improvement.startedAt })];
  }),
  when(c.MeasureImprovementOutcome, (command, state) => {
    const improvement = proposed(command, state);
    const { yardstick, deliveredAt } = improvement;
    const { measureId = yardstick.measureId, result, occurredAt: at } = command;
    const { baseline = yardstick.baseline, target = yardstick.target } = command;
    if (sameData(improvement.measured, { measureId, baseline, target, result, at })) return [];
    requireStatus(['STARTED', 'DELIVERED'], command, improvement);
    mustBeLater(command, improvement);
    if (measureId === undefined)
      throw invalidInput('measureId', 'no measure was given when it started', 'Give the measure.', { code: 'MISSING' });
    return [e.ImprovementOutcomeMeasured({ ...parties(improvement), measureId, baseline, target, result, deliveredAt })];
  }),
  when(c.AbandonImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (
      isRepeated(improvement.latest, {
        type: 'ImprovementAbandoned',
        at: command.occurredAt,
        content: { reason: command.reason },
      })
    )
      return [];
    requireStatus(['PROPOSED', 'ACCEPTED', 'STARTED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementAbandoned({ ...parties(improvement), reason: command.reason })];
  }),
];

type Hold = c.HoldTraining | c.HoldTeamBuilding | c.HoldJointReview;
type Held = typeof e.TrainingHeld | typeof e.TeamBuildingHeld | typeof e.JointReviewHeld;

/** The rules for sessions with people: training, team building and joint reviews. */
export const SESSION_RULES: readonly Rule<e.ImprovementEvent, ImprovementState>[] = [
  when(c.HoldTraining, (command, state) => recordSession(e.TrainingHeld, command, state)),
  when(c.HoldTeamBuilding, (command, state) => recordSession(e.TeamBuildingHeld, command, state)),
  when(c.HoldJointReview, (command, state) => recordSession(e.JointReviewHeld, command, state)),
];

/** A session may be held again; the same session at the same moment is a repeat. */
function recordSession(event: Held, command: Hold, state: ImprovementState): readonly e.ImprovementEvent[] {
  const improvement = proposed(command, state);
  const { topic, itInvited, itAttended, departmentInvited, departmentAttended, occurredAt: at } = command;
  const session: Session = { topic, itInvited, itAttended, departmentInvited, departmentAttended };
  if (improvement.sessions.some((before) => sameData(before, { ...session, type: event.type, at }))) return [];
  requireStatus(['PROPOSED', 'ACCEPTED', 'STARTED', 'DELIVERED'], command, improvement);
  if (itAttended + departmentAttended === 0) {
    throw invalidInput('itAttended', 'nobody attended, so it did not take place', 'Give the number of people who attended.', {
      code: 'TOO_FEW',
      parameters: { least: 1 },
    });
  }
  return [event({ ...parties(improvement), ...session })];
}

/** What a team and a department do to work together better, and whether it helped. */
export const improvementDecider: Decider<Command, ImprovementEvent, ImprovementState> = {
  initial: () => null,
  evolve: evolveImprovement,
  isReferable: (state) => state !== null,
  concerns: (state) => state?.proposed,
  decide: decideBy<ImprovementEvent, ImprovementState>([...LIFECYCLE_RULES, ...SESSION_RULES]),
};
