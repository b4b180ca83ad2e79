import { COUNT_OF_STATE, type DepartmentDocument, NO_TICKETS } from './document.js';
import type { DepartmentEvent } from '../../src/domain/department/events.js';
import { EVER, withVersion } from '../../src/domain/kernel/versioned.js';
import { applyFold, type Folds, typesOf } from '../kit/fold.js';
import { compareBy, distinct, insertSorted } from '../kit/sorted.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { statusAfter } from '../../src/domain/ticket/lifecycle.js';
import { defineProjection } from '../kit/projection.js';

/** A department of which only the id is known. */
export const blank = (departmentId: string): DepartmentDocument => ({
  departmentId,
  name: null,
  names: [],
  kind: null,
  registered: false,
  retiredAt: null,
  parentId: null,
  parents: [],
  externalIds: [],
  mergedInto: null,
  mergedAt: null,
  splitInto: [],
  splitAt: null,
  mergedFrom: [],
  splitFrom: [],
  tickets: NO_TICKETS,
  relationships: [],
  liaisons: [],
  touchpoints: [],
});

const byDepartment = compareBy<DepartmentDocument['mergedFrom'][number]>(({ departmentId }) => departmentId);

/** The changes by the department's own stream. A merger or split recorded there also changes the departments it continues in. */
export const register: Folds<DepartmentEvent, DepartmentDocument, Partial<DepartmentDocument>> = {
  DepartmentRegistered: (_, { data }) => ({
    registered: true,
    name: data.name,
    names: [{ effectiveAt: EVER, value: data.name }],
    kind: data.kind,
    parentId: data.parentId ?? null,
    parents: [{ effectiveAt: EVER, value: data.parentId ?? null }],
    externalIds: data.externalIds,
  }),
  DepartmentRenamed: ({ names }, { data }) => ({
    name: data.new,
    names: withVersion(names, { effectiveAt: data.effectiveAt, value: data.new }),
  }),
  DepartmentReparented: ({ parents }, { data: { newParentId = null, effectiveAt } }) => ({
    parentId: newParentId,
    parents: withVersion(parents, { effectiveAt, value: newParentId }),
  }),
  DepartmentMerged: (document, { data: { departmentId, intoDepartmentId, effectiveAt } }) =>
    document.departmentId === departmentId
      ? { mergedInto: intoDepartmentId, mergedAt: effectiveAt }
      : { mergedFrom: insertSorted(document.mergedFrom, { departmentId, effectiveAt }, byDepartment) },
  DepartmentSplit: (document, { data: { departmentId, intoDepartmentIds, effectiveAt } }) =>
    document.departmentId === departmentId
      ? { splitInto: intoDepartmentIds, splitAt: effectiveAt }
      : { splitFrom: insertSorted(document.splitFrom, { departmentId, effectiveAt }, byDepartment) },
  DepartmentRetired: (_, { data }) => ({ retiredAt: data.effectiveAt }),
};

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
 * The changes by the streams of its relationships. Each entry belongs to one team, hence to one stream: its events are in
 * order, independent of other teams' entries.
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

/** An ended relationship has no liaisons and no planned touchpoints any more. */
const over = ({ relationships, liaisons, touchpoints }: DepartmentDocument, ended: string, at: string): Change => ({
  relationships: relationships.map((one) => (one.teamId === ended ? { ...one, ended: true } : one)),
  liaisons: liaisons.map((one) => (one.teamId === ended && one.until === null ? { ...one, until: at } : one)),
  touchpoints: touchpoints.filter(({ teamId }) => teamId !== ended),
});

const without = ({ touchpoints }: DepartmentDocument, teamId: string, touchpointId: string) =>
  touchpoints.filter((one) => one.teamId !== teamId || one.touchpointId !== touchpointId);

type Counts = DepartmentDocument['tickets'];
/** One ticket more (or fewer) of a department in a state. */
export interface TicketMove {
  readonly departmentId: string;
  readonly state: keyof Counts;
  readonly by: 1 | -1;
}

/** The event types that can move a ticket between states or departments. */
export const MOVING = [
  'TicketLogged',
  'TicketWorkStarted',
  'TicketAcknowledged',
  'TicketUpdateShared',
  'TicketPlacedOnHold',
  'TicketResumed',
  'TicketResolved',
  'TicketReopened',
  'TicketClosed',
  'TicketCancelled',
  'TicketMerged',
  'TicketDepartmentCorrected',
  'TicketHistoryCorrected',
] as const satisfies readonly TicketEvent['type'][];
export type MovingEvent = Extract<TicketEvent, { readonly type: (typeof MOVING)[number] }>;

/**
 * The changes of ticket counts by an event, derived from the event alone: it contains the ticket's former state, and sums do
 * not depend on the order in which the tickets' streams are folded.
 */
export function ticketMoves(event: RecordedEvent<MovingEvent>): readonly TicketMove[] {
  if (event.type === 'TicketDepartmentCorrected') {
    const { fromDepartmentId, toDepartmentId, state } = event.data;
    return [
      { departmentId: fromDepartmentId, state: COUNT_OF_STATE[state], by: -1 },
      { departmentId: toDepartmentId, state: COUNT_OF_STATE[state], by: 1 },
    ];
  }
  const to = event.type === 'TicketHistoryCorrected' ? event.data.state : statusAfter(event);
  if (to === null) return [];
  const { departmentId } = event.data;
  const arrival: TicketMove = { departmentId, state: COUNT_OF_STATE[to], by: 1 };
  if (event.type === 'TicketLogged') return [arrival];
  const { from } = event.data;
  return from === undefined || from === to ? [] : [{ departmentId, state: COUNT_OF_STATE[from], by: -1 }, arrival];
}

type Handled = DepartmentEvent | RelatedEvent | MovingEvent;
const MOVED: ReadonlySet<string> = new Set(MOVING);
const isMove = (event: RecordedEvent<Handled>): event is RecordedEvent<MovingEvent> => MOVED.has(event.type);
const folds = { ...register, ...relations };

/** The register entry and the home page of each department. */
export const departmentProjection = defineProjection<DepartmentDocument, Handled>({
  name: 'department',
  version: 5,
  handles: [...typesOf(folds), ...MOVING],
  keys: (event) => distinct(isMove(event) ? ticketMoves(event).map(({ departmentId }) => departmentId) : concerned(event)),
  evolve: (document, event, key) => {
    const before = document ?? blank(key);
    return { ...before, ...(isMove(event) ? { tickets: counted(before, event) } : applyFold(folds, before, event)) };
  },
  indexes: { byRegistered: ['registered'], byRegisteredKind: ['registered', 'kind'], byParentId: ['parentId'] },
});

function concerned({ type, data }: RecordedEvent<DepartmentEvent | RelatedEvent>): readonly string[] {
  switch (type) {
    case 'DepartmentMerged':
      return [data.departmentId, data.intoDepartmentId];
    case 'DepartmentSplit':
      return [data.departmentId, ...data.intoDepartmentIds];
    default:
      return [data.departmentId];
  }
}

function counted({ departmentId, tickets }: DepartmentDocument, event: RecordedEvent<MovingEvent>) {
  const counts = { ...tickets };
  for (const move of ticketMoves(event)) if (move.departmentId === departmentId) counts[move.state] += move.by;
  return counts;
}
