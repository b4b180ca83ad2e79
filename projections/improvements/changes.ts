import type { ImprovementEvent, TrainingHeld } from '../../src/domain/improvement/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { Folds } from '../kit/folds.js';
import type { ImprovementDocument } from './document.js';

type Change = Partial<ImprovementDocument>;
type Session = ImprovementDocument['sessions'][number];
type LaterEvent = Exclude<ImprovementEvent, { readonly type: 'ImprovementProposed' }>;

/** What an improvement goes through. */
export const changes: Folds<LaterEvent, ImprovementDocument, Change> = {
  ImprovementAccepted: (_, { data, metadata }) => ({
    state: 'ACCEPTED',
    acceptedAt: metadata.occurredAt,
    reason: data.reason ?? null,
  }),
  ImprovementDeclined: (_, { data, metadata }) => ({
    state: 'DECLINED',
    declinedAt: metadata.occurredAt,
    reason: data.reason ?? null,
  }),
  ImprovementStarted: (_, { data, metadata }) => ({
    state: 'STARTED',
    startedAt: metadata.occurredAt,
    measureId: data.measureId ?? null,
    baseline: data.baseline ?? null,
    target: data.target ?? null,
  }),
  ImprovementDelivered: (_, { metadata }) => ({ state: 'DELIVERED', deliveredAt: metadata.occurredAt }),
  ImprovementOutcomeMeasured: ({ results }, { data: { measureId, baseline, target, result }, metadata: { occurredAt: at } }) => ({
    results: [...results, { at, measureId, baseline: baseline ?? null, target: target ?? null, result }],
  }),
  ImprovementAbandoned: (_, { data, metadata }) => ({
    state: 'ABANDONED',
    abandonedAt: metadata.occurredAt,
    reason: data.reason ?? null,
  }),
  TrainingHeld: held('TRAINING'),
  TeamBuildingHeld: held('TEAM_BUILDING'),
  JointReviewHeld: held('JOINT_REVIEW'),
};

/** The three kinds of session say the same of themselves. */
function held(kind: Session['kind']) {
  return (
    { sessions }: ImprovementDocument,
    { data, metadata }: Pick<RecordedEvent<EventOf<typeof TrainingHeld>>, 'data' | 'metadata'>,
  ): Change => {
    const it = { invited: data.itInvited, attended: data.itAttended };
    const department = { invited: data.departmentInvited, attended: data.departmentAttended };
    return { sessions: [...sessions, { kind, at: metadata.occurredAt, topic: data.topic, it, department }] };
  };
}
