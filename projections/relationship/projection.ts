import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { defineProjection, relationshipKey } from '../kit/projection.js';
import { compareBy, insertSorted } from '../kit/sorted.js';
import { NOTHING_AGREED, observed, type RelationshipDocument, type TermsChange, termsAt } from './document.js';

const TERMS = [
  'RelationshipEstablished',
  'RelationshipCharterProposed',
  'RelationshipCharterProposalWithdrawn',
  'RelationshipCharterAgreed',
  'RelationshipMaturityAssessed',
  'RelationshipTransferred',
  'RelationshipEnded',
] as const satisfies readonly RelationshipEvent['type'][];
/** A team that takes a department's ticket or contact has met it, even if there is never a trial between them. */
const MEETING = [
  'TicketAssigned',
  'TicketReassigned',
  'TicketDepartmentCorrected',
  'CommitmentMade',
  'CommitmentCorrected',
  'InteractionStarted',
  'InteractionTransferred',
] as const satisfies readonly (TicketEvent | CommitmentEvent | InteractionEvent)['type'][];

type TermsEvent = Extract<RelationshipEvent, { readonly type: (typeof TERMS)[number] }>;
type MeetingEvent = Extract<TicketEvent | CommitmentEvent | InteractionEvent, { readonly type: (typeof MEETING)[number] }>;
type Handled = TermsEvent | MeetingEvent;

const TERMS_TYPES: ReadonlySet<string> = new Set(TERMS);
const isTermsEvent = (event: RecordedEvent<Handled>): event is RecordedEvent<TermsEvent> => TERMS_TYPES.has(event.type);

/** The relationships of teams and departments, agreed or observed. */
export const relationshipProjection = defineProjection<RelationshipDocument, Handled>({
  name: 'relationship',
  version: 9,
  handles: [...TERMS, ...MEETING],
  keys: (event) => (isTermsEvent(event) ? keysOfTerms(event) : keysOfMeeting(event)),
  evolve: (document, event, key) => {
    const { occurredAt } = event.metadata;
    const known = document ?? observed(key, occurredAt);
    const before = known.metAt <= occurredAt ? known : { ...known, metAt: occurredAt };
    if (!isTermsEvent(event)) return before;
    const changes = insertSorted(before.changes, change(before, event), byMoment);
    return { ...before, ...termsAt(changes), changes };
  },
  indexes: { byTeamId: ['teamId'], byDepartmentId: ['departmentId'], byState: ['state'], byType: ['type'] },
});

const byMoment = compareBy<TermsChange>(
  ({ at }) => at,
  ({ eventId }) => eventId,
);

/** The relationships that an event of a relationship's stream concerns; a transfer also concerns the successor. */
function keysOfTerms({ type, data }: RecordedEvent<TermsEvent>): readonly string[] {
  const own = relationshipKey(data.teamId, data.departmentId);
  if (type !== 'RelationshipTransferred') return [own];
  return [own, relationshipKey(data.successorTeamId, data.successorDepartmentId)];
}

function keysOfMeeting({ type, data }: RecordedEvent<MeetingEvent>): readonly string[] {
  switch (type) {
    case 'TicketAssigned':
    case 'TicketReassigned':
    case 'InteractionTransferred':
      return [relationshipKey(data.toTeamId, data.departmentId)];
    case 'TicketDepartmentCorrected':
      return data.teamId === undefined ? [] : [relationshipKey(data.teamId, data.toDepartmentId)];
    case 'CommitmentMade':
    case 'CommitmentCorrected':
    case 'InteractionStarted':
      return [relationshipKey(data.teamId, data.departmentId)];
  }
}

/** The change that an event makes to the relationship's terms. */
function change({ relationshipId }: RelationshipDocument, event: RecordedEvent<TermsEvent>): TermsChange {
  const told = { at: event.metadata.occurredAt, eventId: event.id };
  switch (event.type) {
    case 'RelationshipEstablished': {
      const { type, scope = null } = event.data;
      return { ...told, state: 'ESTABLISHED', type, scope, establishedAt: told.at, endedAt: null, successor: null };
    }
    case 'RelationshipCharterProposed': {
      const { proposalId, side, effectiveAt = null, counters = null } = event.data;
      const proposed = { proposalId, side, proposedAt: told.at, proposedBy: event.metadata.actorRef, effectiveAt, counters };
      return { ...told, proposals: ofSide(side, { ...proposed, ...charterTerms(event.data) }) };
    }
    case 'RelationshipCharterProposalWithdrawn':
      return { ...told, proposals: ofSide(event.data.side, null) };
    case 'RelationshipCharterAgreed': {
      const agreed = { agreedAt: told.at, acceptedBy: event.data.acceptedBy ?? null, recordedBy: event.metadata.actorKind };
      return { ...told, charter: { ...agreed, ...charterTerms(event.data) }, proposals: NOTHING_AGREED.proposals };
    }
    case 'RelationshipMaturityAssessed': {
      const { side, level } = event.data;
      return { ...told, maturity: ofSide(side, level) };
    }
    case 'RelationshipTransferred': {
      const { teamId, departmentId, successorTeamId, successorDepartmentId } = event.data;
      if (relationshipId !== relationshipKey(teamId, departmentId)) {
        return { ...told, predecessor: { teamId, departmentId, transferredAt: told.at } };
      }
      const successor = { teamId: successorTeamId, departmentId: successorDepartmentId };
      return { ...told, state: 'ENDED', endedAt: told.at, successor, proposals: NOTHING_AGREED.proposals };
    }
    case 'RelationshipEnded':
      return { ...told, state: 'ENDED', endedAt: told.at, proposals: NOTHING_AGREED.proposals };
  }
}

const ofSide = <T>(side: 'IT' | 'DEPARTMENT', value: T) => (side === 'IT' ? { it: value } : { department: value });

type CharterData = Extract<TermsEvent, { readonly type: 'RelationshipCharterAgreed' | 'RelationshipCharterProposed' }>['data'];
const charterTerms = ({ expectations, ...agreed }: CharterData) => ({
  expectations,
  reviewCadenceDays: agreed.reviewCadenceDays ?? null,
  updateCadenceMinutes: agreed.updateCadenceMinutes ?? null,
  acknowledgeMinutes: agreed.acknowledgeMinutes ?? null,
});
