import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RecordedEvent } from '../../src/domain/kernel/event.js';
import type { TicketEvent } from '../../src/domain/ticket/events.js';
import { relationshipKey } from '../kit/projection.js';
import { type CommitmentFact, type Rating, withCommitmentFact, withRating } from './agreements.js';
import type { Contributed } from './documents.js';
import { adopted, isSettings, SETTINGS_EVENTS, type SettingsDocument, type SettingsEvent, settingsKey } from './settings.js';
import {
  callFact,
  factOf,
  ticketKey,
  type TicketFacts,
  unheardOf,
  withCorrections,
  withFact,
  withoutFact,
} from './ticket-facts.js';
import { particulars, type TouchpointEvent, type TouchpointFact, withTouchpointFact } from './touchpoints.js';

/** Key: `commitment:<id>`. */
export interface CommitmentFacts {
  readonly kind: 'COMMITMENT';
  readonly commitmentId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly reach: string;
  readonly facts: readonly CommitmentFact[];
}
/** All touchpoints of a pair. Key: `touchpoints:<teamId>.<departmentId>`. */
export interface TouchpointFacts {
  readonly kind: 'TOUCHPOINTS';
  readonly teamId: string;
  readonly departmentId: string;
  readonly reach: string;
  /** By id. Holds the number of attendees of each side, not who they were. */
  readonly touchpoints: readonly {
    readonly touchpointId: string;
    readonly type: string;
    readonly facts: readonly (TouchpointFact & {
      readonly attendance?: { readonly it: number; readonly department: number };
      readonly notesRef?: string;
      readonly reason?: string;
      readonly commentRef?: string;
    })[];
  }[];
  /** The end of the relationship, which calls off touchpoints still ahead. */
  readonly over: readonly TouchpointFact[];
}
/** The key of a pair's touchpoints. */
export const touchpointsKey = (relationshipId: string): string => `touchpoints:${relationshipId}`;
/** The ratings of one pair by one person. Key: `ratings:<teamId>.<departmentId>|<respondentRef>`. */
export interface RatingFacts {
  readonly kind: 'RATINGS';
  readonly teamId: string;
  readonly departmentId: string;
  readonly respondentRef: string;
  readonly reach: string;
  readonly ratings: readonly Rating[];
}
/** A contact, as far as it is counted or answers a ticket. Key: `contact:<interactionId>`. */
export interface ContactFacts {
  readonly kind: 'CONTACT';
  readonly interactionId: string;
  /** The team that it began with. */
  readonly teamId: string;
  readonly departmentId: string;
  readonly startedAt: string;
  readonly eventId: string;
  /** The teams that it was passed on to, and when, in order. */
  readonly passed: readonly { readonly teamId: string; readonly at: string }[];
  /** People talked to each other directly (phone, chat, walk-up, on site). */
  readonly isCall: boolean;
  /** Known from a snapshot. */
  readonly snapshot?: true;
  /** When it ended as abandoned; null: it did not. */
  readonly abandonedAt: string | null;
  /** The tickets that it was about, and when each was first linked. */
  readonly links: readonly { readonly ticketId: string; readonly at: string }[];
  readonly reach: string;
}
export type SourceDocument = TicketFacts | CommitmentFacts | TouchpointFacts | RatingFacts | ContactFacts;

type ContactEvent = Extract<InteractionEvent, { readonly type: (typeof CONTACT_EVENTS)[number] }>;
export type TrialEvent = TicketEvent | CommitmentEvent | TouchpointEvent | ContactEvent | SettingsEvent;

const TICKET_EVENTS = [
  'TicketLogged',
  'TicketAssigned',
  'TicketReassigned',
  'TicketUnassigned',
  'TicketWorkStarted',
  'TicketAcknowledged',
  'TicketPlacedOnHold',
  'TicketResumed',
  'TicketUpdateShared',
  'TicketRequesterReplied',
  'TicketUpdateChased',
  'TicketResolved',
  'TicketResolutionRejected',
  'TicketReopened',
  'TicketClosed',
  'TicketCancelled',
  'TicketMerged',
  'TicketDepartmentCorrected',
  'TicketHistoryCorrected',
] as const satisfies readonly TicketEvent['type'][];
const COMMITMENT_EVENTS = [
  'CommitmentMade',
  'CommitmentRenegotiated',
  'CommitmentFulfilled',
  'FulfilmentConfirmed',
  'FulfilmentDisputed',
  'CommitmentMissed',
  'CommitmentWithdrawn',
  'CommitmentCorrected',
] as const satisfies readonly CommitmentEvent['type'][];
const TOUCHPOINT_EVENTS = [
  'TouchpointPlanned',
  'TouchpointHeld',
  'TouchpointMissed',
  'TouchpointCancelled',
  'TouchpointConfirmed',
  'TouchpointDisputed',
  'RelationshipEnded',
  'RelationshipTransferred',
] as const satisfies readonly TouchpointEvent['type'][];
const CONTACT_EVENTS = [
  'InteractionStarted',
  'InteractionTransferred',
  'InteractionLinkedToTicket',
  'InteractionEnded',
  'InteractionFeedbackGiven',
] as const satisfies readonly InteractionEvent['type'][];

const OF_TICKET: ReadonlySet<string> = new Set(TICKET_EVENTS);
const OF_COMMITMENT: ReadonlySet<string> = new Set(COMMITMENT_EVENTS);
const OF_TOUCHPOINT: ReadonlySet<string> = new Set(TOUCHPOINT_EVENTS);
const isOfTicket = (event: RecordedEvent<TrialEvent>): event is RecordedEvent<TicketEvent> => OF_TICKET.has(event.type);
const isOfCommitment = (event: RecordedEvent<TrialEvent>): event is RecordedEvent<CommitmentEvent> =>
  OF_COMMITMENT.has(event.type);
const isOfTouchpoint = (event: RecordedEvent<TrialEvent>): event is RecordedEvent<TouchpointEvent> =>
  OF_TOUCHPOINT.has(event.type);

const SPOKEN: ReadonlySet<string> = new Set(['PHONE', 'CHAT', 'WALK_UP', 'ONSITE']);

/** All event types that a trial may depend on. */
export const TRIAL_EVENTS = [
  ...TICKET_EVENTS,
  ...COMMITMENT_EVENTS,
  ...TOUCHPOINT_EVENTS,
  ...CONTACT_EVENTS,
  ...SETTINGS_EVENTS,
] as const;

/** The keys of the sources that an event changes. */
export function sourceKeys(event: RecordedEvent<TrialEvent>): readonly string[] {
  if (isSettings(event)) return [settingsKey(event)];
  if (isOfTicket(event)) return [ticketKey(event.data.ticketId)];
  if (isOfCommitment(event)) return [`commitment:${event.data.commitmentId}`];
  if (isOfTouchpoint(event)) return [touchpointsKey(relationshipKey(event.data.teamId, event.data.departmentId))];
  const { interactionId, teamId, departmentId } = event.data;
  if (event.type !== 'InteractionFeedbackGiven') return [`contact:${interactionId}`];
  return [`ratings:${relationshipKey(teamId, departmentId)}|${event.data.respondentRef}`];
}

/** A source or a settings document after an event. */
export function evolveSource(
  before: SourceDocument | SettingsDocument | null,
  event: RecordedEvent<TrialEvent>,
  key: string,
): SourceDocument | SettingsDocument | null {
  if (isSettings(event)) return adopted(before as SettingsDocument | null, event);
  if (isOfTicket(event)) return ticket(before as TicketFacts | null, event);
  if (isOfCommitment(event)) return commitment(before as CommitmentFacts | null, event);
  if (isOfTouchpoint(event)) return touchpoints(before as TouchpointFacts | null, event);
  if (event.type === 'InteractionFeedbackGiven') return rated(before as RatingFacts | null, event);
  return contact(before as ContactFacts | null, event, key);
}

function ticket(before: TicketFacts | null, event: RecordedEvent<TicketEvent>): TicketFacts {
  const known = before ?? unheardOf(event.data.ticketId);
  if (event.type === 'TicketHistoryCorrected') return withCorrections(known, event);
  const fact = factOf(event);
  return fact ? withFact(known, fact) : known;
}

/** The ticket after removing some linked calls and adding others. */
export function withCalls(
  before: TicketFacts | null,
  key: string,
  removed: readonly Contributed[],
  added: readonly Contributed[],
): TicketFacts {
  let known = before ?? unheardOf(key.slice(key.indexOf(':') + 1));
  for (const one of removed) if (one.is === 'CALL') known = withoutFact(known, callFact(one));
  for (const one of added) if (one.is === 'CALL') known = withFact(known, callFact(one));
  return known;
}

function commitment(before: CommitmentFacts | null, event: RecordedEvent<CommitmentEvent>): CommitmentFacts {
  const { commitmentId, teamId, departmentId } = event.data;
  const facts = withCommitmentFact(before?.facts ?? [], event);
  return { kind: 'COMMITMENT', commitmentId, teamId, departmentId, reach: latest(before, event.metadata.occurredAt), facts };
}

const latest = (before: { readonly reach: string } | null, at: string): string =>
  before && before.reach > at ? before.reach : at;

function touchpoints(before: TouchpointFacts | null, event: RecordedEvent<TouchpointEvent>): TouchpointFacts {
  const { teamId, departmentId } = event.data;
  const known: TouchpointFacts = before ?? { kind: 'TOUCHPOINTS', teamId, departmentId, reach: '', touchpoints: [], over: [] };
  if (event.type === 'RelationshipEnded' || event.type === 'RelationshipTransferred') {
    return { ...known, over: withTouchpointFact(known.over, event), reach: latest(known, event.metadata.occurredAt) };
  }
  const { touchpointId } = event.data;
  const one = known.touchpoints.find((other) => other.touchpointId === touchpointId);
  const others = known.touchpoints.filter((other) => other !== one);
  const facts = withTouchpointFact(one?.facts ?? [], event).map((fact) =>
    fact.eventId === event.id ? { ...fact, ...particulars(event) } : fact,
  );
  const reach = event.type === 'TouchpointPlanned' ? latest(known, event.data.plannedFor) : known.reach;
  const type = event.type === 'TouchpointPlanned' ? event.data.type : (one?.type ?? event.data.type);
  const all = [...others, { touchpointId, type, facts }].sort((a, b) => (a.touchpointId < b.touchpointId ? -1 : 1));
  return { ...known, reach, touchpoints: all };
}

function rated(
  before: RatingFacts | null,
  event: RecordedEvent<Extract<ContactEvent, { readonly type: 'InteractionFeedbackGiven' }>>,
): RatingFacts {
  const { interactionId, teamId, departmentId, respondentRef, treatment } = event.data;
  const { occurredAt: at } = event.metadata;
  const rating: Rating = { at, n: event.revision, eventId: event.id, treatment, interactionId };
  const ratings = withRating(before?.ratings ?? [], rating);
  return { kind: 'RATINGS', teamId, departmentId, respondentRef, reach: latest(before, at), ratings };
}

function contact(
  before: ContactFacts | null,
  event: RecordedEvent<Exclude<ContactEvent, { readonly type: 'InteractionFeedbackGiven' }>>,
  key: string,
): ContactFacts | null {
  const at = event.metadata.occurredAt;
  if (event.type === 'InteractionStarted') {
    const { interactionId, teamId, departmentId, channel } = event.data;
    return {
      kind: 'CONTACT',
      interactionId,
      teamId,
      departmentId,
      startedAt: at,
      eventId: event.id,
      passed: [],
      isCall: SPOKEN.has(channel) && event.metadata.actorKind !== 'SYSTEM',
      ...(event.metadata.fidelity === 'SNAPSHOT' && { snapshot: true }),
      abandonedAt: null,
      links: [],
      reach: at,
    };
  }
  if (before === null) throw new Error(`${event.type} in ${event.stream} comes before the event that begins ${key}`);
  if (event.type === 'InteractionEnded') return { ...before, abandonedAt: event.data.outcome === 'ABANDONED' ? at : null };
  if (event.type === 'InteractionTransferred')
    return { ...before, passed: [...before.passed, { teamId: event.data.toTeamId, at }] };
  const { ticketId } = event.data;
  const known = before.links.find((link) => link.ticketId === ticketId);
  if (known !== undefined && known.at <= at) return before;
  return { ...before, links: [...before.links.filter((link) => link !== known), { ticketId, at }] };
}

/** Whether the settings that the event adopts may matter for the source. */
export function concerns(event: RecordedEvent<SettingsEvent>, document: SourceDocument): boolean {
  if (event.type === 'SettingsAdopted') return true;
  if (document.kind !== 'TICKET') return false;
  const { teamId } = event.data;
  if (!document.facts.some((fact) => fact.teamId === teamId)) return false;
  if (event.type !== 'RelationshipCharterAgreed') return true;
  return document.facts.some((fact) => fact.departmentId === event.data.departmentId);
}
