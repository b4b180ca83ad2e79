import { describe, expect, it } from 'vitest';
import { CloudEvent } from 'cloudevents';
import { toCloudEvent } from '../../../src/feed/cloud-event.js';
import { EVENT_TYPES } from '../../../src/domain/aggregates.js';
import { eventSchema } from '../../../src/feed/contract/asyncapi.js';
import { newEvent } from '../../support/new-events.js';

const SAID = ['respondentRef', 'commentRef', 'answers'];

describe('toCloudEvent', () => {
  const event = {
    ...newEvent(
      { type: 'TicketClosed', data: { ticketId: 'T1' } },
      { organizationId: 'St. Elsewhere/North', schemaVersion: '2' },
    ),
    stream: 'ticket-T1',
    revision: 7,
    position: '000000000120',
    recordedAt: '2026-03-01T08:00:01.000Z',
  };

  it('puts a recorded event into CloudEvents 1.0', () => {
    expect(toCloudEvent(event)).toEqual({
      specversion: '1.0',
      id: event.id,
      source: '/organizations/St.%20Elsewhere%2FNorth/ticket',
      type: 'org.rapport.TicketClosed.v2',
      subject: 'ticket-T1',
      time: '2026-03-01T08:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:rapport:event:TicketClosed:v2',
      data: { ticketId: 'T1' },
      position: '000000000120',
      revision: 7,
      recordedat: '2026-03-01T08:00:01.000Z',
      correlationid: 'correlation-1',
      causationid: 'causation-1',
      commandid: 'command-1',
      actorkind: 'IT_STAFF',
      fidelity: 'NATIVE',
    });
  });

  it('names the schema by its address where it is known how others reach us', () => {
    expect(toCloudEvent(event, 'https://rapport.example/api').dataschema).toBe(
      'https://rapport.example/api/schemas/events/TicketClosed.json',
    );
  });

  it.each([undefined, 'https://rapport.example'])(
    'passes the check of CloudEvents’ own kit, whatever the type: %s',
    (publicUrl) => {
      for (const { type, schemaVersion } of EVENT_TYPES) {
        const metadata = { ...event.metadata, schemaVersion: String(schemaVersion) };
        expect(() => new CloudEvent({ ...toCloudEvent({ ...event, type, metadata }, publicUrl) }).validate()).not.toThrow();
      }
    },
  );

  it('uses only names that CloudEvents allows for attributes', () => {
    for (const name of Object.keys(toCloudEvent(event))) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
  });

  it.each([
    ['SurveyResponseSubmitted', { surveyId: 'S1', respondentRef: 'r1', answers: [], commentRef: 'c1', responses: 3 }],
    ['SurveyResponseWithdrawn', { surveyId: 'S1', respondentRef: 'r1', answers: [], responses: 2 }],
  ])('tells of %s that it happened, and not who said what', (type, data) => {
    const { data: told, ...envelope } = toCloudEvent({ ...event, type, data });
    for (const own of ['commandid', 'correlationid', 'causationid']) expect(envelope).not.toHaveProperty(own);
    expect(told).toEqual(Object.fromEntries(Object.entries(data).filter(([name]) => !SAID.includes(name))));
    const schema = eventSchema(EVENT_TYPES.find((eventType) => eventType.type === type)!);
    for (const name of SAID) expect(JSON.stringify(schema)).not.toContain(`"${name}"`);
  });

  it('tells of a contact how it was rated: those who served are to know', () => {
    const data = { interactionId: 'I1', respondentRef: 'r1', treatment: 1, resolvedAtTime: true };
    expect(toCloudEvent({ ...event, type: 'InteractionFeedbackGiven', data }).data).toEqual(data);
  });
});
