import type { ImprovementEvent, ImprovementProposed, TrainingHeld } from '../../src/domain/improvement/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { applyFold, type Folds, requireDocument, typesOf } from '../kit/fold.js';
import { defineProjection, relationshipKey } from '../kit/projection.js';
import { compareBy } from '../kit/sorted.js';

/** A planned improvement between a team and a department, from its own stream. Key: the improvement's id. */
export interface ImprovementDocument {
  readonly improvementId: string;
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly topic: string;
  readonly origin: 'FEEDBACK' | 'CONCERN' | 'SURVEY' | 'REVIEW' | 'AUDIT' | 'STAFF';
  readonly originRefs: readonly string[];
  readonly sponsorRef: string | null;
  readonly state: 'PROPOSED' | 'ACCEPTED' | 'DECLINED' | 'STARTED' | 'DELIVERED' | 'ABANDONED';
  readonly proposedAt: string;
  readonly acceptedAt: string | null;
  readonly declinedAt: string | null;
  readonly startedAt: string | null;
  readonly deliveredAt: string | null;
  readonly abandonedAt: string | null;
  /** The latest reason for accepting, declining or abandoning it. */
  readonly reason: string | null;
  /**
   * The measure it is judged by, as recorded when it started. `baseline` and `target` are in hundredths of the measure's
   * unit.
   */
  readonly measureId: string | null;
  readonly baseline: number | null;
  readonly target: number | null;
  /** The measured results, the latest last, in hundredths of the measure's unit. */
  readonly results: readonly {
    readonly at: string;
    readonly measureId: string;
    readonly baseline: number | null;
    readonly target: number | null;
    readonly result: number;
  }[];
  /** The sessions held with people for it, in the order in which they were recorded. */
  readonly sessions: readonly {
    readonly kind: 'TRAINING' | 'TEAM_BUILDING' | 'JOINT_REVIEW';
    readonly at: string;
    readonly topic: string;
    readonly it: { readonly invited: number; readonly attended: number };
    readonly department: { readonly invited: number; readonly attended: number };
  }[];
}

type Change = Partial<ImprovementDocument>;
type Session = ImprovementDocument['sessions'][number];
type LaterEvent = Exclude<ImprovementEvent, { readonly type: 'ImprovementProposed' }>;

/** The change that each event makes to an improvement. */
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

/** The three kinds of session have the same fields. */
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

/** An improvement that has just been proposed. */
export const proposed = ({ data, metadata }: RecordedEvent<EventOf<typeof ImprovementProposed>>): ImprovementDocument => ({
  improvementId: data.improvementId,
  relationshipId: relationshipKey(data.teamId, data.departmentId),
  teamId: data.teamId,
  departmentId: data.departmentId,
  topic: data.topic,
  origin: data.origin,
  originRefs: data.originRefs,
  sponsorRef: data.sponsorRef ?? null,
  state: 'PROPOSED',
  proposedAt: metadata.occurredAt,
  acceptedAt: null,
  declinedAt: null,
  startedAt: null,
  deliveredAt: null,
  abandonedAt: null,
  reason: null,
  measureId: null,
  baseline: null,
  target: null,
  results: [],
  sessions: [],
});

/** The improvements, from proposal to measured results. */
export const improvementsProjection = defineProjection<ImprovementDocument, ImprovementEvent>({
  name: 'improvements',
  version: 2,
  handles: ['ImprovementProposed', ...typesOf(changes)],
  keys: ({ data }) => [data.improvementId],
  evolve: (document, event) => {
    if (event.type === 'ImprovementProposed') return proposed(event);
    const before = requireDocument(document, event);
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: {
    byProposedAt: ['proposedAt'],
    byStateProposedAt: ['state', 'proposedAt'],
    byDepartmentIdProposedAt: ['departmentId', 'proposedAt'],
    byDepartmentIdStateProposedAt: ['departmentId', 'state', 'proposedAt'],
    byTeamIdProposedAt: ['teamId', 'proposedAt'],
    byOriginProposedAt: ['origin', 'proposedAt'],
    byRelationshipIdProposedAt: ['relationshipId', 'proposedAt'],
  },
  streamOf: (key) => `improvement-${key}`,
});

/**
 * An improvement at a moment, from what had happened by then, in the order in which it happened; null: it had not been
 * proposed by then.
 */
export function improvementAsOf(events: readonly RecordedEvent<ImprovementEvent>[], moment: string): ImprovementDocument | null {
  const happened = events.filter(({ metadata }) => metadata.occurredAt <= moment).sort(byTime);
  const first = happened.find((event) => event.type === 'ImprovementProposed');
  const later = happened.filter((event): event is RecordedEvent<LaterEvent> => event.type !== 'ImprovementProposed');
  return first ? later.reduce((known, event) => ({ ...known, ...applyFold(changes, known, event) }), proposed(first)) : null;
}
const byTime = compareBy<RecordedEvent>(({ metadata }) => metadata.occurredAt);
