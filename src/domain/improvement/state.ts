import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type * as e from './events.js';

type Data<T> = EventOf<T> extends { readonly data: infer D } ? D : never;
export type ImprovementStatus = 'PROPOSED' | 'ACCEPTED' | 'DECLINED' | 'STARTED' | 'DELIVERED' | 'ABANDONED';
export type Session = Omit<Data<typeof e.TrainingHeld>, 'improvementId' | 'teamId' | 'departmentId'>;
export type Yardstick = Pick<Data<typeof e.ImprovementStarted>, 'measureId' | 'baseline' | 'target'>;
type Measured = Yardstick & Pick<Data<typeof e.ImprovementOutcomeMeasured>, 'result'>;

export interface Improvement {
  /** As first proposed: the same again is no news. */
  readonly proposed: Data<typeof e.ImprovementProposed>;
  readonly proposedAt: string;
  readonly status: ImprovementStatus;
  readonly startedAt: string | undefined;
  readonly deliveredAt: string | undefined;
  /** How it is to be judged, as written down when it started. */
  readonly yardstick: Yardstick;
  /** With its moment: the same result a year later is news. */
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

export const evolveImprovement = evolveBy<e.ImprovementEvent, ImprovementState>({
  ImprovementProposed: (_, proposed, proposedAt) => ({
    proposed,
    proposedAt,
    status: 'PROPOSED',
    startedAt: undefined,
    deliveredAt: undefined,
    yardstick: {},
    measured: undefined,
    sessions: [],
  }),
  ImprovementAccepted: (state) => changed(state, { status: 'ACCEPTED' }),
  ImprovementDeclined: (state) => changed(state, { status: 'DECLINED' }),
  ImprovementStarted: (state, { measureId, baseline, target }, startedAt) =>
    changed(state, { status: 'STARTED', startedAt, yardstick: { measureId, baseline, target } }),
  ImprovementDelivered: (state, _, deliveredAt) => changed(state, { status: 'DELIVERED', deliveredAt }),
  ImprovementOutcomeMeasured: (state, { measureId, baseline, target, result }, at) =>
    changed(state, { measured: { measureId, baseline, target, result, at } }),
  ImprovementAbandoned: (state) => changed(state, { status: 'ABANDONED' }),
  TrainingHeld: held('TrainingHeld'),
  TeamBuildingHeld: held('TeamBuildingHeld'),
  JointReviewHeld: held('JointReviewHeld'),
});
