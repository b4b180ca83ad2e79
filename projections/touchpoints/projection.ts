import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { relationshipKey } from '../kit/relationship-key.js';
import { changes, type SettlingEvent } from './changes.js';
import type { TouchpointDocument } from './document.js';

type Handled = Extract<RelationshipEvent, { readonly type: 'TouchpointPlanned' }> | SettlingEvent;

/** The calendar of engagement: which meetings are planned, and which were kept. */
export const touchpointsProjection = defineProjection<TouchpointDocument, Handled>({
  name: 'touchpoints',
  version: 2,
  handles: ['TouchpointPlanned', ...typesOf(changes)],
  keys: (event) =>
    concerned(event).map((touchpointId) => `${relationshipKey(event.data.teamId, event.data.departmentId)}.${touchpointId}`),
  evolve: (document, event) => {
    if (event.type !== 'TouchpointPlanned') {
      const before = known(document, event);
      return { ...before, ...applyFold(changes, before, event) };
    }
    const { touchpointId, teamId, departmentId, type, plannedFor } = event.data;
    return {
      touchpointId,
      relationshipId: relationshipKey(teamId, departmentId),
      teamId,
      departmentId,
      type,
      plannedFor,
      plannedAt: event.metadata.occurredAt,
      state: 'PLANNED',
      heldAt: null,
      attendance: null,
      notesRef: null,
      cancelledBy: null,
      reason: null,
    };
  },
  indexes: {
    byPlannedFor: ['plannedFor'],
    byStatePlannedFor: ['state', 'plannedFor'],
    byDepartmentIdPlannedFor: ['departmentId', 'plannedFor'],
    byDepartmentIdStatePlannedFor: ['departmentId', 'state', 'plannedFor'],
    byTeamIdPlannedFor: ['teamId', 'plannedFor'],
    byTeamIdStatePlannedFor: ['teamId', 'state', 'plannedFor'],
    byRelationshipIdPlannedFor: ['relationshipId', 'plannedFor'],
  },
  streamOf: (key) => `relationship-${key.slice(0, key.lastIndexOf('.'))}`,
});

/** The one meeting that the event is about, or all that the end of the relationship calls off. */
const concerned = ({ type, data }: RecordedEvent<Handled>): readonly string[] =>
  type === 'RelationshipEnded' || type === 'RelationshipTransferred'
    ? (data.touchpoints ?? []).map(({ touchpointId }) => touchpointId)
    : [data.touchpointId];
