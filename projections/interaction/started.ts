import type { InteractionStarted } from '../../src/domain/interaction/events.js';
import type { EventOf, RecordedEvent } from '../../src/domain/kernel/event.js';
import type { InteractionDocument } from './document.js';

/** A contact as it begins. */
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
