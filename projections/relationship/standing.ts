import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { Folds } from '../kit/folds.js';
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
  RelationshipTransferred: (_, { data, metadata }) => ({
    state: 'ENDED',
    endedAt: metadata.occurredAt,
    successor: { teamId: data.successorTeamId, departmentId: data.successorDepartmentId },
  }),
  RelationshipEnded: (_, { metadata }) => ({ state: 'ENDED', endedAt: metadata.occurredAt }),
};
