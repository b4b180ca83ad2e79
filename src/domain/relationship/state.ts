import type { EventOf } from '../kernel/event.js';
import { describeMove, type Move, over, requireNotBefore } from '../kernel/moves.js';
import type * as e from './events.js';
import type { TouchpointPlanned } from './events.js';
import { evolveBy, ownProperty } from '../kernel/decider.js';
import { type Version, withVersion } from '../kernel/versioned.js';
import { type Actor, isHistory } from '../kernel/command.js';
import { illegalMove, notFound } from '../kernel/errors.js';
import type { RelationshipCommand } from './commands.js';
import { afterAgreement, type Charter, type Proposals, withdrawn, withProposal } from './proposals.js';
import type { Side } from './sides.js';

/** A planned meeting and its outcome. */
export interface Meeting {
  readonly planned: Pick<EventOf<typeof TouchpointPlanned>['data'], 'type' | 'plannedFor'>;
  readonly plannedAt: string;
  /** CANCELLED: by one side. CALLED_OFF: the relationship ended before the meeting could take place. */
  readonly status: 'PLANNED' | 'HELD' | 'MISSED' | 'CANCELLED' | 'CALLED_OFF';
  /** The move that settled it; undefined while it is planned. */
  readonly settled: Move | undefined;
  /** Who said that it was held; undefined unless it was. */
  readonly heldBy: Actor | undefined;
  /** The latest answer of each side to what the other recorded. */
  readonly answers: Readonly<Partial<Record<Side, Move>>>;
}

interface Attendance {
  readonly itAttendees: readonly string[];
  readonly departmentAttendees: readonly string[];
  readonly notesRef?: string | undefined;
}
/** The meeting, held at this moment. */
export const heldAt = (
  meeting: Meeting,
  { itAttendees, departmentAttendees, notesRef }: Attendance,
  at: string,
  heldBy: Actor,
): Meeting => ({
  ...meeting,
  status: 'HELD',
  settled: { type: 'TouchpointHeld', at, content: { itAttendees, departmentAttendees, notesRef, by: heldBy.ref } },
  heldBy,
  answers: {},
});

/** The meeting, missed, whatever its status was before. */
export const missed = (meeting: Meeting, reason: string | undefined, at: string): Meeting => ({
  ...meeting,
  status: 'MISSED',
  settled: { type: 'TouchpointMissed', at, content: { reason } },
});

/** The meeting, cancelled by one side. */
export const cancelled = (
  meeting: Meeting,
  content: { cancelledBy: string; reason: string | undefined },
  at: string,
): Meeting => ({
  ...meeting,
  status: 'CANCELLED',
  settled: { type: 'TouchpointCancelled', at, content },
});

/** The meeting, with the latest answer of a side to what the other recorded. */
const answered = (meeting: Meeting, side: Side, answer: Move): Meeting => ({
  ...meeting,
  answers: { ...meeting.answers, [side]: answer },
});

/**
 * Whether the end of the relationship at this moment calls the meeting off: it does for meetings planned for then or later. A
 * meeting planned for an earlier date keeps its status.
 */
export const isCalledOff = ({ planned, status }: Meeting, at: string): boolean =>
  status === 'PLANNED' && at <= planned.plannedFor;

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
type WithoutPair<T> = Omit<T, 'teamId' | 'departmentId'>;
export type Liaison = WithoutPair<Data<typeof e.LiaisonAppointed>>;
export type Goal = Omit<WithoutPair<Data<typeof e.BusinessGoalShared>>, 'goalId'>;
export type Assessment = WithoutPair<Data<typeof e.RelationshipMaturityAssessed>>;
export type HealthPublication = WithoutPair<Data<typeof e.RelationshipHealthPublished>>;

/** A business goal and its outcome. */
export interface PursuedGoal {
  readonly shared: Goal;
  readonly sharedAt: string;
  readonly status: 'PURSUED' | 'ACHIEVED' | 'RETIRED';
  /** The move that settled it; undefined while it is pursued. */
  readonly settled: Move | undefined;
}

/** A team and a department: the key of their relationship. */
interface Pair {
  readonly teamId: string;
  readonly departmentId: string;
}

export interface Relationship {
  /** As established, to recognise a repeat. */
  readonly established: Data<typeof e.RelationshipEstablished>;
  readonly establishedAt: string;
  /** How it ended or was transferred. */
  readonly end: Move | undefined;
  readonly successor: Pair | undefined;
  /** Present and former liaisons, each with the latest move. */
  readonly liaisons: readonly (Liaison & { readonly latest: Move })[];
  readonly charters: readonly Version<Charter>[];
  /** All proposals of charters, by id. */
  readonly proposals: Proposals;
  readonly goals: Readonly<Record<string, PursuedGoal>>;
  readonly touchpoints: Readonly<Record<string, Meeting>>;
  /** The latest assessment of each side, with its moment: the same level a year later is a new assessment. */
  readonly maturity: Readonly<Partial<Record<Assessment['side'], Assessment & { readonly at: string }>>>;
  readonly published: HealthPublication | undefined;
}
/** Null: never established. */
export type RelationshipState = Relationship | null;

const changed = (state: RelationshipState, change: (relationship: Relationship) => Partial<Relationship>): RelationshipState =>
  state && { ...state, ...change(state) };

/** Folds a relationship: its charter, liaisons, goals and touchpoints, and whether it has ended. */
export const evolveRelationship = evolveBy<e.RelationshipEvent, RelationshipState>({
  RelationshipEstablished: (_, established, establishedAt) => ({
    established,
    establishedAt,
    end: undefined,
    successor: undefined,
    liaisons: [],
    charters: [],
    proposals: {},
    goals: {},
    touchpoints: {},
    maturity: {},
    published: undefined,
  }),
  LiaisonAppointed: (state, data, at) =>
    liaisonBecomes(state, data, { type: 'LiaisonAppointed', at, content: { side: data.side } }),
  LiaisonReleased: (state, data, at) =>
    liaisonBecomes(state, data, { type: 'LiaisonReleased', at, content: { side: data.side } }),
  RelationshipCharterProposed: (state, { proposalId, side, counters: _c, effectiveAt, ...proposed }, at, by) => {
    const { teamId: _t, departmentId: _d, ...terms } = proposed;
    const proposal = { side, by, at, terms, effectiveAt, status: 'OPEN', settled: undefined } as const;
    return changed(state, ({ proposals }) => ({ proposals: withProposal(proposals, proposalId, proposal) }));
  },
  RelationshipCharterProposalWithdrawn: (state, { proposalId, reason }, at) =>
    changed(state, ({ proposals }) => ({
      proposals: withdrawn(proposals, proposalId, { type: 'RelationshipCharterProposalWithdrawn', at, content: { reason } }),
    })),
  RelationshipCharterAgreed: (state, { effectiveAt, proposalId, acceptedBy, ...agreed }, at, { ref: by }) => {
    const { teamId: _t, departmentId: _d, ...value } = agreed;
    const move = { type: 'RelationshipCharterAgreed', at, content: { ...(proposalId && { proposalId }), acceptedBy, by } };
    return changed(state, ({ charters, proposals }) => ({
      charters: withVersion(charters, { effectiveAt: effectiveAt ?? at, value }),
      proposals: afterAgreement(proposals, move),
    }));
  },
  BusinessGoalShared: (state, { goalId, goal, measure, targetDate }, sharedAt) =>
    changed(state, ({ goals }) => ({
      goals: {
        ...goals,
        [goalId]: { shared: { goal, measure, targetDate }, sharedAt, status: 'PURSUED', settled: undefined },
      },
    })),
  BusinessGoalAchieved: (state, { goalId }, at) =>
    goalBecomes(state, goalId, 'ACHIEVED', { type: 'BusinessGoalAchieved', at, content: {} }),
  BusinessGoalRetired: (state, { goalId, reason }, at) =>
    goalBecomes(state, goalId, 'RETIRED', { type: 'BusinessGoalRetired', at, content: { reason } }),
  TouchpointPlanned: (state, { touchpointId, type, plannedFor }, plannedAt) =>
    changed(state, ({ touchpoints }) => ({
      touchpoints: {
        ...touchpoints,
        [touchpointId]: {
          planned: { type, plannedFor },
          plannedAt,
          status: 'PLANNED',
          settled: undefined,
          heldBy: undefined,
          answers: {},
        },
      },
    })),
  TouchpointHeld: (state, data, at, by) =>
    touchpointBecomes(state, data.touchpointId, (meeting) => heldAt(meeting, data, at, by)),
  TouchpointMissed: (state, { touchpointId, reason }, at) =>
    touchpointBecomes(state, touchpointId, (meeting) => missed(meeting, reason, at)),
  TouchpointCancelled: (state, { touchpointId, cancelledBy, reason }, at) =>
    touchpointBecomes(state, touchpointId, (meeting) => cancelled(meeting, { cancelledBy, reason }, at)),
  TouchpointConfirmed: (state, { touchpointId, side }, at, { ref: by }) =>
    touchpointBecomes(state, touchpointId, (meeting) =>
      answered(meeting, side, { type: 'TouchpointConfirmed', at, content: { by } }),
    ),
  TouchpointDisputed: (state, { touchpointId, side, reason, commentRef }, at, { ref: by }) =>
    touchpointBecomes(state, touchpointId, (meeting) =>
      answered(meeting, side, { type: 'TouchpointDisputed', at, content: { reason, commentRef, by } }),
    ),
  RelationshipMaturityAssessed: (state, { side, level, rationaleRef }, at) =>
    changed(state, ({ maturity }) => ({ maturity: { ...maturity, [side]: { side, level, rationaleRef, at } } })),
  RelationshipHealthPublished: (state, { teamId: _t, departmentId: _d, ...published }) => changed(state, () => ({ published })),
  RelationshipTransferred: (state, { successorTeamId, successorDepartmentId, reason }, at) =>
    changed(
      ended(state, { type: 'RelationshipTransferred', at, content: { successorTeamId, successorDepartmentId, reason } }),
      () => ({ successor: { teamId: successorTeamId, departmentId: successorDepartmentId } }),
    ),
  RelationshipEnded: (state, { reason }, at) => ended(state, { type: 'RelationshipEnded', at, content: { reason } }),
});

const isSame = (liaison: Liaison, { side, personRef }: Liaison) => liaison.side === side && liaison.personRef === personRef;

/** The latest move of a person as liaison of a side; undefined if they never were one. */
export const latestOf = ({ liaisons }: Relationship, liaison: Liaison): Move | undefined =>
  liaisons.find((one) => isSame(one, liaison))?.latest;

const liaisonBecomes = (state: RelationshipState, { side, personRef }: Liaison, latest: Move): RelationshipState =>
  changed(state, ({ liaisons }) => ({
    liaisons: [...liaisons.filter((one) => !isSame(one, { side, personRef })), { side, personRef, latest }],
  }));

const goalBecomes = (state: RelationshipState, id: string, status: PursuedGoal['status'], settled: Move): RelationshipState =>
  changed(state, ({ goals }) => {
    const goal = ownProperty(goals, id);
    return goal ? { goals: { ...goals, [id]: { ...goal, status, settled } } } : {};
  });

const touchpointBecomes = (state: RelationshipState, id: string, change: (meeting: Meeting) => Meeting): RelationshipState =>
  changed(state, ({ touchpoints }) => {
    const meeting = ownProperty(touchpoints, id);
    return meeting ? { touchpoints: { ...touchpoints, [id]: change(meeting) } } : {};
  });

const ended = (state: RelationshipState, end: Move): RelationshipState =>
  changed(state, ({ touchpoints }) => ({
    end,
    touchpoints: Object.fromEntries(
      Object.entries(touchpoints).map(([id, meeting]) => [
        id,
        isCalledOff(meeting, end.at) ? { ...meeting, status: 'CALLED_OFF' } : meeting,
      ]),
    ),
  }));

/**
 * The relationship that a command addresses.
 * @throws RapportError NOT_FOUND when it was never established.
 */
export function established({ teamId, departmentId }: RelationshipCommand, state: RelationshipState): Relationship {
  if (!state)
    throw notFound('teamId', ...inWords({ teamId, departmentId }), 'Establish the relationship first, or correct the ids.', {
      code: 'NOT_RELATED',
    });
  return state;
}

/** @throws RapportError ILLEGAL_MOVE when the relationship has ended: its agreements no longer change. */
export function notEnded(command: RelationshipCommand, { end, successor }: Relationship): void {
  if (!end || isHistory(command)) return;
  const goesOn = successor ? `continues as ${idInWords(relationshipId(successor))}` : 'has ended';
  throw illegalMove(
    'teamId',
    ...inWords(command),
    `${goesOn}; recorded: ${describeMove(end)}`,
    successor ? 'Use its successor.' : 'The relationship has ended and can no longer change.',
    [over(end.at), ...(successor ? [{ code: 'GOES_ON_AS', parameters: { ids: [relationshipId(successor)] } } as const] : [])],
  );
}

/** @throws RapportError INVALID_INPUT when it would end before it began (history is not checked). */
export const notBefore = (command: RelationshipCommand, { establishedAt }: Relationship): void =>
  requireNotBefore(command, establishedAt, 'the relationship was established');

/** A relationship in a message, as `what` and `id` of a refusal: readers know its team and its department, not its own id. */
export const inWords = ({ teamId, departmentId }: Pair): [what: string, id: string] => [
  `relationship of team "${teamId}" and department`,
  departmentId,
];
/** The same of an id, where a message goes on. */
export function idInWords(relationshipId: string): string {
  const [team, department] = relationshipId.split('.');
  return `that of team "${team}" and department "${department}"`;
}

/** The id of the relationship between a team and a department. Ids contain no dot, so it can be parsed. */
export const relationshipId = ({ teamId, departmentId }: Pair) => `${teamId}.${departmentId}`;
