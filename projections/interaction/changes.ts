import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { Folds } from '../kit/folds.js';
import { personOf } from '../kit/distinct-people.js';
import type { InteractionDocument } from './document.js';

type Change = Partial<InteractionDocument>;
type Changes = Folds<Exclude<InteractionEvent, { readonly type: 'InteractionStarted' }>, InteractionDocument, Change>;

/** What each event changes of a contact, beside its revision and its latest moment. */
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
