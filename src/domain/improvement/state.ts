import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import type { Move } from '../kernel/moves.js';
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
  /** The step that led to the status; undefined while it is only proposed. */
  readonly latest: Move | undefined;
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
    latest: undefined,
    startedAt: undefined,
    deliveredAt: undefined,
    yardstick: {},
    measured: undefined,
    sessions: [],
  }),
  ImprovementAccepted: (state, { reason }, at) =>
    changed(state, { status: 'ACCEPTED', latest: { type: 'ImprovementAccepted', at, said: { reason } } }),
  ImprovementDeclined: (state, { reason }, at) =>
    changed(state, { status: 'DECLINED', latest: { type: 'ImprovementDeclined', at, said: { reason } } }),
  ImprovementStarted: (state, { measureId, baseline, target }, startedAt) =>
    changed(state, {
      status: 'STARTED',
      latest: { type: 'ImprovementStarted', at: startedAt, said: { measureId, baseline, target } },
      startedAt,
      yardstick: { measureId, baseline, target },
    }),
  ImprovementDelivered: (state, _, deliveredAt) =>
    changed(state, { status: 'DELIVERED', latest: { type: 'ImprovementDelivered', at: deliveredAt, said: {} }, deliveredAt }),
  ImprovementOutcomeMeasured: (state, { measureId, baseline, target, result }, at) =>
    changed(state, { measured: { measureId, baseline, target, result, at } }),
  ImprovementAbandoned: (state, { reason }, at) =>
    changed(state, { status: 'ABANDONED', latest: { type: 'ImprovementAbandoned', at, said: { reason } } }),
  TrainingHeld: held('TrainingHeld'),
  TeamBuildingHeld: held('TeamBuildingHeld'),
  JointReviewHeld: held('JointReviewHeld'),
});
