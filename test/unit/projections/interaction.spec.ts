import { describe, expect, it } from 'vitest';
import { interactionProjection } from '../../../projections/interaction/projection.js';
import * as i from '../../../src/domain/interaction/events.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { GivenEvent } from './given-events.js';
import { contact, DEPARTMENT, ended, march, met, rated, TEAM } from './stories.js';

const between = { interactionId: 'I1', teamId: TEAM, departmentId: DEPARTMENT };
const raised = contact(march(4), i.ConcernRaised({ ...between, concernId: 'C1', about: 'IT' }));
const linked = contact(march(4), i.InteractionLinkedToTicket({ ...between, ticketId: 'T1' }));
const passed = contact(
  march(4),
  i.InteractionTransferred({ ...between, teamId: 'pacs', fromTeamId: TEAM, toTeamId: 'pacs', warm: true }),
);
const after = (...facts: readonly GivenEvent[]) => documentOf(interactionProjection, 'I1', met(), ...facts);

describe('interaction', () => {
  it('begins without an end, an outcome or an answer', () => {
    expect(after()).toMatchObject({
      teamId: TEAM,
      channel: 'PHONE',
      startedAt: march(3),
      endedAt: null,
      outcome: null,
      feedback: [],
    });
  });
  it('refuses a stream without its beginning', () => {
    expect(() => documentsOf(interactionProjection, raised)).toThrow('before the event that begins it');
  });
  it.each<[string, GivenEvent[], object]>([
    ['linked to a ticket, once', [linked, linked], { ticketIds: ['T1'] }],
    ['passed on', [passed], { teamId: 'pacs', transfers: [{ fromTeamId: TEAM, toTeamId: 'pacs', warm: true, at: march(4) }] }],
    ['ended', [ended(march(3, 9))], { endedAt: march(3, 9), outcome: 'RESOLVED', nextStepAgreed: true, durationSec: 60 }],
    [
      'answered, though not solved',
      [rated(march(5), 5, false)],
      { feedback: [{ eventId: 'interaction-I1@1', at: march(5), treatment: 5, ease: null, resolvedAtTime: false }] },
    ],
    [
      'answered by two',
      [rated(march(5), 5, false), rated(march(6), 1, true, 1)],
      { feedback: [{ treatment: 5 }, { treatment: 1 }] },
    ],
    [
      'assessed by IT itself',
      [contact(march(4), i.InteractionSelfAssessed({ ...between, byRef: 'p', expectedTreatmentRating: 4, startedAt: march(3) }))],
      { selfAssessedTreatment: 4 },
    ],
    ['thanked for', [contact(march(4), i.RecognitionGiven({ ...between, about: 'IT' }))], { recognitions: 1 }],
    ['the cause of a concern', [raised], { concerns: [{ concernId: 'C1', about: 'IT', raisedAt: march(4), addressedAt: null }] }],
    [
      'the cause of a concern that got its answer',
      [raised, contact(march(6), i.ConcernAddressed({ ...between, concernId: 'C1', raisedAt: march(4) }))],
      { concerns: [{ concernId: 'C1', addressedAt: march(6) }] },
    ],
  ])('%s', (_, facts, expected) => {
    expect(after(...facts)).toMatchObject({ ...expected, revision: facts.length });
  });
});
