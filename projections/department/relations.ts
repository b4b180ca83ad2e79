import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { Folds } from '../kit/folds.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import type { DepartmentDocument } from './document.js';

type Change = Partial<DepartmentDocument>;
export type RelatedEvent = Extract<
  RelationshipEvent,
  {
    readonly type:
      | 'RelationshipEstablished'
      | 'RelationshipTransferred'
      | 'RelationshipEnded'
      | 'LiaisonAppointed'
      | 'LiaisonReleased'
      | 'TouchpointPlanned'
      | 'TouchpointHeld'
      | 'TouchpointMissed'
      | 'TouchpointCancelled';
  }
>;

const byTeam = compareBy<DepartmentDocument['relationships'][number]>(({ teamId }) => teamId);
const byTeamAndPerson = compareBy<DepartmentDocument['liaisons'][number]>(
  ({ teamId }) => teamId,
  ({ side }) => side,
  ({ personRef }) => personRef,
  ({ since }) => since,
);
const byPlan = compareBy<DepartmentDocument['touchpoints'][number]>(
  ({ plannedFor }) => plannedFor,
  ({ teamId }) => teamId,
  ({ touchpointId }) => touchpointId,
);

/**
 * What the streams of its relationships say. Each entry belongs to one team, so to one stream: in order there, and beside the others' here.
 */
export const relations: Folds<RelatedEvent, DepartmentDocument, Change> = {
  RelationshipEstablished: ({ relationships }, { data: { teamId, type }, metadata }) => ({
    relationships: insertSorted(relationships, { teamId, type, establishedAt: metadata.occurredAt, ended: false }, byTeam),
  }),
  RelationshipTransferred: (document, { data, metadata }) => over(document, data.teamId, metadata.occurredAt),
  RelationshipEnded: (document, { data, metadata }) => over(document, data.teamId, metadata.occurredAt),
  LiaisonAppointed: ({ liaisons }, { data: { teamId, side, personRef }, metadata }) => ({
    liaisons: insertSorted(liaisons, { teamId, side, personRef, since: metadata.occurredAt, until: null }, byTeamAndPerson),
  }),
  LiaisonReleased: ({ liaisons }, { data, metadata }) => ({
    liaisons: liaisons.map((one) => {
      const { teamId, side, personRef, until } = one;
      const isMeant = teamId === data.teamId && side === data.side && personRef === data.personRef && until === null;
      return isMeant ? { ...one, until: metadata.occurredAt } : one;
    }),
  }),
  TouchpointPlanned: (document, { data: { touchpointId, teamId, type, plannedFor } }) => ({
    touchpoints: insertSorted(without(document, teamId, touchpointId), { touchpointId, teamId, type, plannedFor }, byPlan),
  }),
  TouchpointHeld: (document, { data }) => ({ touchpoints: without(document, data.teamId, data.touchpointId) }),
  TouchpointMissed: (document, { data }) => ({ touchpoints: without(document, data.teamId, data.touchpointId) }),
  TouchpointCancelled: (document, { data }) => ({ touchpoints: without(document, data.teamId, data.touchpointId) }),
};

/** Nobody looks after it any more, and nobody waits for its meetings. */
const over = ({ relationships, liaisons, touchpoints }: DepartmentDocument, ended: string, at: string): Change => ({
  relationships: relationships.map((one) => (one.teamId === ended ? { ...one, ended: true } : one)),
  liaisons: liaisons.map((one) => (one.teamId === ended && one.until === null ? { ...one, until: at } : one)),
  touchpoints: touchpoints.filter(({ teamId }) => teamId !== ended),
});

const without = ({ touchpoints }: DepartmentDocument, teamId: string, touchpointId: string) =>
  touchpoints.filter((one) => one.teamId !== teamId || one.touchpointId !== touchpointId);
