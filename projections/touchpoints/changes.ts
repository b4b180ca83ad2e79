import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { Folds } from '../kit/folds.js';
import type { TouchpointDocument } from './document.js';

export type SettlingEvent = Extract<
  RelationshipEvent,
  {
    readonly type:
      'TouchpointHeld' | 'TouchpointMissed' | 'TouchpointCancelled' | 'RelationshipEnded' | 'RelationshipTransferred';
  }
>;

/** What became of a planned meeting. */
export const changes: Folds<SettlingEvent, TouchpointDocument, Partial<TouchpointDocument>> = {
  TouchpointHeld: (_, { data: { itAttendees, departmentAttendees, notesRef }, metadata }) => ({
    state: 'HELD',
    heldAt: metadata.occurredAt,
    attendance: { it: itAttendees.length, department: departmentAttendees.length },
    notesRef: notesRef ?? null,
    reason: null,
  }),
  TouchpointMissed: (_, { data }) => ({
    state: 'MISSED',
    heldAt: null,
    attendance: null,
    notesRef: null,
    reason: data.reason ?? null,
  }),
  TouchpointCancelled: (_, { data }) => ({ state: 'CANCELLED', cancelledBy: data.cancelledBy, reason: data.reason ?? null }),
  RelationshipEnded: () => ({ state: 'CALLED_OFF' }),
  RelationshipTransferred: () => ({ state: 'CALLED_OFF' }),
};
