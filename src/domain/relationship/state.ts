import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import { own } from '../kernel/own.js';
import { type Version, withVersion } from '../kernel/versioned.js';
import type * as e from './events.js';
import { cancelled, heldAt, isCalledOff, missed, type Meeting } from './meeting.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
type WithoutPair<T> = Omit<T, 'teamId' | 'departmentId'>;
export type Charter = Omit<WithoutPair<Data<typeof e.RelationshipCharterAgreed>>, 'effectiveAt'>;
export type Liaison = WithoutPair<Data<typeof e.LiaisonAppointed>>;
export type Goal = Omit<WithoutPair<Data<typeof e.BusinessGoalShared>>, 'goalId'>;
export type Assessment = WithoutPair<Data<typeof e.RelationshipMaturityAssessed>>;
export type Publication = WithoutPair<Data<typeof e.RelationshipHealthPublished>>;

export interface Relationship {
  /** As established: the same again is no news. */
  readonly established: Data<typeof e.RelationshipEstablished>;
  readonly ended: boolean;
  readonly successor: { readonly teamId: string; readonly departmentId: string } | undefined;
  readonly liaisons: readonly Liaison[];
  readonly charters: readonly Version<Charter>[];
  readonly goals: Readonly<Record<string, { readonly shared: Goal; readonly status: 'PURSUED' | 'ACHIEVED' | 'RETIRED' }>>;
  readonly touchpoints: Readonly<Record<string, Meeting>>;
  /** The latest of each side, with its moment: the same level a year later is news. */
  readonly maturity: Readonly<Partial<Record<Assessment['side'], Assessment & { readonly at: string }>>>;
  readonly published: Publication | undefined;
}
/** Null: never established. */
export type RelationshipState = Relationship | null;

const changed = (state: RelationshipState, change: (relationship: Relationship) => Partial<Relationship>): RelationshipState =>
  state && { ...state, ...change(state) };

export const evolveRelationship = evolveBy<e.RelationshipEvent, RelationshipState>({
  RelationshipEstablished: (_, established) => ({
    established,
    ended: false,
    successor: undefined,
    liaisons: [],
    charters: [],
    goals: {},
    touchpoints: {},
    maturity: {},
    published: undefined,
  }),
  LiaisonAppointed: (state, { side, personRef }) =>
    changed(state, ({ liaisons }) => ({ liaisons: [...liaisons, { side, personRef }] })),
  LiaisonReleased: (state, { side, personRef }) =>
    changed(state, ({ liaisons }) => ({ liaisons: liaisons.filter((one) => one.side !== side || one.personRef !== personRef) })),
  RelationshipCharterAgreed: (state, { teamId: _t, departmentId: _d, effectiveAt, ...value }, at) =>
    changed(state, ({ charters }) => ({ charters: withVersion(charters, { effectiveAt: effectiveAt ?? at, value }) })),
  BusinessGoalShared: (state, { goalId, goal, measure, targetDate }) =>
    changed(state, ({ goals }) => ({
      goals: { ...goals, [goalId]: { shared: { goal, measure, targetDate }, status: 'PURSUED' } },
    })),
  BusinessGoalAchieved: (state, { goalId }) => goalBecomes(state, goalId, 'ACHIEVED'),
  BusinessGoalRetired: (state, { goalId }) => goalBecomes(state, goalId, 'RETIRED'),
  TouchpointPlanned: (state, { touchpointId, type, plannedFor }) =>
    changed(state, ({ touchpoints }) => ({
      touchpoints: {
        ...touchpoints,
        [touchpointId]: { planned: { type, plannedFor }, status: 'PLANNED', settled: undefined, keptAt: undefined },
      },
    })),
  TouchpointHeld: (state, data, at) => touchpointBecomes(state, data.touchpointId, (meeting) => heldAt(meeting, data, at)),
  TouchpointMissed: (state, { touchpointId, reason }, at) =>
    touchpointBecomes(state, touchpointId, (meeting) => missed(meeting, reason, at)),
  TouchpointCancelled: (state, { touchpointId, cancelledBy, reason }, at) =>
    touchpointBecomes(state, touchpointId, (meeting) => cancelled(meeting, { cancelledBy, reason }, at)),
  RelationshipMaturityAssessed: (state, { side, level, rationaleRef }, at) =>
    changed(state, ({ maturity }) => ({ maturity: { ...maturity, [side]: { side, level, rationaleRef, at } } })),
  RelationshipHealthPublished: (state, { teamId: _t, departmentId: _d, ...published }) => changed(state, () => ({ published })),
  RelationshipTransferred: (state, { successorTeamId, successorDepartmentId }, at) =>
    changed(ended(state, at), () => ({ successor: { teamId: successorTeamId, departmentId: successorDepartmentId } })),
  RelationshipEnded: (state, _, at) => ended(state, at),
});

const goalBecomes = (state: RelationshipState, id: string, status: 'ACHIEVED' | 'RETIRED'): RelationshipState =>
  changed(state, ({ goals }) => {
    const goal = own(goals, id);
    return goal ? { goals: { ...goals, [id]: { ...goal, status } } } : {};
  });

const touchpointBecomes = (state: RelationshipState, id: string, change: (meeting: Meeting) => Meeting): RelationshipState =>
  changed(state, ({ touchpoints }) => {
    const meeting = own(touchpoints, id);
    return meeting ? { touchpoints: { ...touchpoints, [id]: change(meeting) } } : {};
  });

const ended = (state: RelationshipState, at: string): RelationshipState =>
  changed(state, ({ touchpoints }) => ({
    ended: true,
    touchpoints: Object.fromEntries(
      Object.entries(touchpoints).map(([id, meeting]) => [
        id,
        isCalledOff(meeting, at) ? { ...meeting, status: 'CALLED_OFF' } : meeting,
      ]),
    ),
  }));
