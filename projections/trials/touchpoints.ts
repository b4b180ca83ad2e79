import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import { type Side, sideOf, SIDES } from '../../src/domain/relationship/sides.js';
import { insertSorted } from '../kit/sorted.js';
import { inOrder, type Occurrence, occurrenceOf, type Verdict } from './agreements.js';

export interface TouchpointFact extends Occurrence {
  readonly what: 'PLANNED' | 'HELD' | 'MISSED' | 'CANCELLED' | 'CONFIRMED' | 'DISPUTED' | 'RELATIONSHIP_OVER';
  readonly plannedFor?: string;
  /** Set for HELD: people of both sides attended. */
  readonly joint?: boolean;
  /** Whose word it is. Absent for HELD: a system, an import or a liaison recorded it. */
  readonly by?: Side;
}

export type TouchpointEvent = Extract<
  RelationshipEvent,
  {
    readonly type:
      | 'TouchpointPlanned'
      | 'TouchpointHeld'
      | 'TouchpointMissed'
      | 'TouchpointCancelled'
      | 'TouchpointConfirmed'
      | 'TouchpointDisputed'
      | 'RelationshipEnded'
      | 'RelationshipTransferred';
  }
>;

/** The facts of a touchpoint including the one of the event. */
export function withTouchpointFact(
  facts: readonly TouchpointFact[],
  event: RecordedEvent<TouchpointEvent>,
): readonly TouchpointFact[] {
  return insertSorted(facts, touchpointFact(event), inOrder);
}

function touchpointFact(event: RecordedEvent<TouchpointEvent>): TouchpointFact {
  switch (event.type) {
    case 'TouchpointPlanned':
      return { what: 'PLANNED', ...occurrenceOf(event), plannedFor: event.data.plannedFor };
    case 'TouchpointHeld': {
      const { itAttendees, departmentAttendees } = event.data;
      const by = sideOf(event.metadata.actorKind);
      const joint = itAttendees.length > 0 && departmentAttendees.length > 0;
      return { what: 'HELD', ...occurrenceOf(event), joint, ...(by && { by }) };
    }
    case 'TouchpointMissed':
      return { what: 'MISSED', ...occurrenceOf(event) };
    case 'TouchpointCancelled':
      return { what: 'CANCELLED', ...occurrenceOf(event), by: event.data.cancelledBy };
    case 'TouchpointConfirmed':
      return { what: 'CONFIRMED', ...occurrenceOf(event), by: event.data.side };
    case 'TouchpointDisputed':
      return { what: 'DISPUTED', ...occurrenceOf(event), by: event.data.side };
    case 'RelationshipEnded':
    case 'RelationshipTransferred':
      return { what: 'RELATIONSHIP_OVER', ...occurrenceOf(event) };
  }
}

/** The status of a touchpoint, derived from its facts. */
export interface TouchpointStatus {
  /** The date of the last plan that was made before the date planned until then. */
  readonly plannedFor: string;
  /** CANCELLED: by one side, before its date. CALLED_OFF: the relationship ended before its date. */
  readonly state: 'PLANNED' | 'HELD' | 'MISSED' | 'CANCELLED' | 'CALLED_OFF';
  readonly heldAt: string | null;
  /** When it was first held with both sides present. */
  readonly jointAt: string | null;
  readonly calledOffBy: 'IT' | 'DEPARTMENT' | 'RELATIONSHIP' | null;
}

/**
 * The status of a touchpoint from its facts, given in order. (docs/measures.md, "Touchpoints") Null: it had not been planned
 * yet. A touchpoint that was held before the recorded moment of its plan counts as held.
 */
export function touchpointStatus(facts: readonly TouchpointFact[]): TouchpointStatus | null {
  const first = facts.findIndex(({ what }) => what === 'PLANNED');
  if (first === -1) return null;
  const heldBefore = facts.slice(0, first).filter(({ what }) => what === 'HELD');
  return [facts[first]!, ...heldBefore, ...facts.slice(first + 1)].reduce<TouchpointStatus | null>(touchpointAfter, null);
}

function touchpointAfter(before: TouchpointStatus | null, fact: TouchpointFact): TouchpointStatus | null {
  const { what, at, joint } = fact;
  if (before === null) {
    const { plannedFor } = fact;
    if (what !== 'PLANNED' || plannedFor === undefined) return null;
    return { plannedFor, state: 'PLANNED', heldAt: null, jointAt: null, calledOffBy: null };
  }
  const isAhead = at < before.plannedFor;
  switch (what) {
    case 'PLANNED':
      return isAhead ? { ...before, plannedFor: fact.plannedFor ?? before.plannedFor } : before;
    case 'HELD':
      return { ...before, state: 'HELD', heldAt: at, jointAt: before.jointAt ?? (joint ? at : null) };
    case 'MISSED':
      return { ...before, state: 'MISSED', heldAt: null };
    // See `attendanceWords`.
    case 'CONFIRMED':
    case 'DISPUTED':
      return before;
    case 'CANCELLED':
    case 'RELATIONSHIP_OVER': {
      // A touchpoint that was held jointly before stays held; after its date, nothing is left to call off.
      if (!isAhead || before.jointAt !== null) return before;
      return what === 'CANCELLED'
        ? { ...before, state: 'CANCELLED', calledOffBy: fact.by ?? 'IT' }
        : { ...before, state: 'CALLED_OFF', calledOffBy: 'RELATIONSHIP' };
    }
  }
}

/** Whether a fact says nothing of the verdict: the other side's word about a touchpoint that was held. */
export const isEvidenceOnly = ({ what }: TouchpointFact): boolean => what === 'CONFIRMED' || what === 'DISPUTED';

/** Whose word it is that a touchpoint was held. */
export interface AttendanceWords {
  /** The side that said so; null: a system, an import or a liaison recorded it, which is neither side's own word. */
  readonly saidBy: Side | null;
  /** DISPUTED: by the latest word of a side. CONFIRMED: both sides have said so. */
  readonly confirmation: 'CONFIRMED' | 'DISPUTED' | 'NOT_CONFIRMED';
  readonly disputedBy: Side | null;
}

/**
 * What the sides say of a touchpoint that was held, from its facts, given in order. It changes no verdict (docs/measures.md,
 * "Touchpoints"): a side would otherwise decide alone what counts.
 */
export function attendanceWords(facts: readonly TouchpointFact[]): AttendanceWords | null {
  const place = facts.findLastIndex(({ what }) => what === 'HELD');
  if (place === -1) return null;
  const saidBy = facts[place]!.by ?? null;
  const says = new Map<Side, boolean>(saidBy ? [[saidBy, true]] : []);
  for (const fact of facts.slice(place + 1).filter(isEvidenceOnly)) says.set(fact.by!, fact.what === 'CONFIRMED');
  const disputedBy = SIDES.find((side) => says.get(side) === false) ?? null;
  const confirmation = disputedBy ? 'DISPUTED' : says.size === 2 ? 'CONFIRMED' : 'NOT_CONFIRMED';
  return { saidBy, confirmation, disputedBy };
}

/**
 * The verdict of a touchpoint as far as its facts go. Success: held with both sides present, by its date plus the grace
 * period. Null: not a trial, because the department cancelled it before its date or the relationship had ended.
 */
export function touchpointVerdict(facts: readonly TouchpointFact[], graceUntil: (plannedFor: string) => string): Verdict | null {
  const status = touchpointStatus(facts);
  if (status === null || (status.calledOffBy !== null && status.calledOffBy !== 'IT')) return null;
  const at = graceUntil(status.plannedFor);
  const success = status.calledOffBy === null && status.jointAt !== null && status.jointAt <= at;
  return { at, success, from: at };
}

/** The facts that decide a touchpoint: its own, and the end of the relationship. */
export const touchpointFacts = (
  { over }: { readonly over: readonly TouchpointFact[] },
  facts: readonly TouchpointFact[],
): readonly TouchpointFact[] =>
  over.length === 0 ? facts : [...facts, ...over].sort((a, b) => (a.at === b.at ? a.n - b.n : a.at < b.at ? -1 : 1));

/** What is known of a touchpoint beyond the facts that decide it. */
export function particulars(event: RecordedEvent<TouchpointEvent>) {
  if (event.type === 'TouchpointMissed' || event.type === 'TouchpointCancelled' || event.type === 'TouchpointDisputed')
    return stated(event.data);
  if (event.type !== 'TouchpointHeld') return {};
  const { itAttendees, departmentAttendees, notesRef } = event.data;
  return {
    attendance: { it: itAttendees.length, department: departmentAttendees.length },
    ...(notesRef !== undefined && { notesRef }),
  };
}

const stated = ({ reason, commentRef }: { readonly reason?: string; readonly commentRef?: string }) => ({
  ...(reason !== undefined && { reason }),
  ...(commentRef !== undefined && { commentRef }),
});
