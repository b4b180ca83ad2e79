import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { Folds } from '../kit/folds.js';
import { relationshipKey } from '../kit/relationship-key.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { RelationshipDocument } from './document.js';

type Change = Partial<RelationshipDocument>;
export type StandingEvent = Extract<
  RelationshipEvent,
  {
    readonly type:
      | 'RelationshipEstablished'
      | 'RelationshipCharterAgreed'
      | 'RelationshipMaturityAssessed'
      | 'RelationshipTransferred'
      | 'RelationshipEnded';
  }
>;

const byPair = compareBy<RelationshipDocument['predecessors'][number]>(
  ({ teamId }) => teamId,
  ({ departmentId }) => departmentId,
);

/** What the relationship's own stream says of how it stands. */
export const standing: Folds<StandingEvent, RelationshipDocument, Change> = {
  RelationshipEstablished: (_, { data, metadata }) => ({
    state: 'ESTABLISHED',
    type: data.type,
    scope: data.scope ?? null,
    establishedAt: metadata.occurredAt,
    endedAt: null,
    successor: null,
  }),
  RelationshipCharterAgreed: (_, { data, metadata }) => ({
    charter: {
      agreedAt: metadata.occurredAt,
      expectations: data.expectations,
      reviewCadenceDays: data.reviewCadenceDays ?? null,
      updateCadenceMinutes: data.updateCadenceMinutes ?? null,
      acknowledgeMinutes: data.acknowledgeMinutes ?? null,
    },
  }),
  RelationshipMaturityAssessed: ({ maturity }, { data: { side, level } }) => ({
    maturity: side === 'IT' ? { ...maturity, it: level } : { ...maturity, department: level },
  }),
  RelationshipTransferred: ({ relationshipId, predecessors }, { data, metadata: { occurredAt } }) => {
    const { teamId, departmentId, successorTeamId, successorDepartmentId } = data;
    return relationshipId === relationshipKey(teamId, departmentId)
      ? {
          state: 'ENDED',
          endedAt: occurredAt,
          successor: { teamId: successorTeamId, departmentId: successorDepartmentId },
        }
      : { predecessors: insertSorted(predecessors, { teamId, departmentId, transferredAt: occurredAt }, byPair) };
  },
  RelationshipEnded: (_, { metadata }) => ({ state: 'ENDED', endedAt: metadata.occurredAt }),
};
