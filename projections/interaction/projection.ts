import type { InteractionEvent, InteractionStarted } from '../../src/domain/interaction/events.js';
import { applyFold, type Folds, requireDocument, typesOf } from '../kit/fold.js';
import { personOf } from '../kit/sorted.js';
import type { InteractionDocument } from './document.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import { defineProjection } from '../kit/projection.js';

type Change = Partial<InteractionDocument>;
type Changes = Folds<Exclude<InteractionEvent, { readonly type: 'InteractionStarted' }>, InteractionDocument, Change>;

/** The change that each event makes to a contact, apart from its revision and `lastEventAt`. */
export const changes: Changes = {
  InteractionLinkedToTicket: ({ ticketIds }, { data }) =>
    ticketIds.includes(data.ticketId) ? {} : { ticketIds: [...ticketIds, data.ticketId] },
  InteractionTransferred: ({ transfers }, { data: { fromTeamId, toTeamId, warm }, metadata }) => ({
    teamId: toTeamId,
    transfers: [...transfers, { fromTeamId, toTeamId, warm, at: metadata.occurredAt }],
  }),
  InteractionEnded: (_, { data, metadata }) => ({
    endedAt: metadata.occurredAt,
    outcome: data.outcome,
    nextStepAgreed: data.nextStepAgreed,
    durationSec: data.durationSec ?? null,
    commitmentIds: data.commitmentIds,
  }),
  InteractionFeedbackGiven: ({ feedback }, { id, data, metadata, recordedAt }) => ({
    feedback: [
      ...feedback,
      {
        eventId: id,
        at: metadata.occurredAt,
        recordedAt,
        person: personOf(data.respondentRef),
        treatment: data.treatment,
        ease: data.ease ?? null,
        informed: data.informed ?? null,
        lostMinutes: data.lostMinutes ?? null,
        factors: data.factors,
        resolvedAtTime: data.resolvedAtTime ?? null,
        commentRef: data.commentRef ?? null,
      },
    ],
  }),
  InteractionSelfAssessed: (_, { data, recordedAt }) => ({
    selfAssessedTreatment: data.expectedTreatmentRating,
    selfAssessedAt: recordedAt,
  }),
  RecognitionGiven: ({ recognitions }) => ({ recognitions: recognitions + 1 }),
  ConcernRaised: ({ concerns }, { data: { concernId, about }, metadata }) => ({
    concerns: [...concerns, { concernId, about, raisedAt: metadata.occurredAt, addressedAt: null }],
  }),
  ConcernAddressed: ({ concerns }, { data, metadata }) => ({
    concerns: concerns.map((concern) =>
      concern.concernId === data.concernId ? { ...concern, addressedAt: metadata.occurredAt } : concern,
    ),
  }),
};

/** A contact when it starts. */
export function started({ revision, data, metadata }: RecordedEvent<EventOf<typeof InteractionStarted>>): InteractionDocument {
  return {
    interactionId: data.interactionId,
    teamId: data.teamId,
    departmentId: data.departmentId,
    channel: data.channel,
    direction: data.direction,
    purpose: data.purpose ?? null,
    participants: data.participants,
    startedAt: metadata.occurredAt,
    endedAt: null,
    outcome: null,
    nextStepAgreed: null,
    durationSec: null,
    commitmentIds: [],
    ticketIds: [],
    transfers: [],
    feedback: [],
    selfAssessedTreatment: null,
    selfAssessedAt: null,
    concerns: [],
    recognitions: 0,
    revision,
    lastEventAt: metadata.occurredAt,
  };
}

/** A contact, including the feedback on it. */
export const interactionProjection = defineProjection<InteractionDocument, InteractionEvent>({
  name: 'interaction',
  version: 4,
  handles: ['InteractionStarted', ...typesOf(changes)],
  keys: (event) => [event.data.interactionId],
  evolve: (document, event) => {
    if (event.type === 'InteractionStarted') return started(event);
    const before = requireDocument(document, event);
    return { ...before, ...applyFold(changes, before, event), ...latest(before, event) };
  },
  indexes: {
    byStartedAt: ['startedAt'],
    byTeam: ['teamId', 'startedAt'],
    byDepartment: ['departmentId', 'startedAt'],
    byPair: ['teamId', 'departmentId', 'startedAt'],
    byChannel: ['channel', 'startedAt'],
    byDirection: ['direction', 'startedAt'],
    byOutcome: ['outcome', 'startedAt'],
  },
  streamOf: (key) => `interaction-${key}`,
});

const latest = ({ lastEventAt }: InteractionDocument, { revision, metadata: { occurredAt } }: RecordedEvent) => ({
  revision,
  lastEventAt: occurredAt < lastEventAt ? lastEventAt : occurredAt,
});
