import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../../src/imports/mapping/load-mapping.js';
import { importText, told } from '../support/import-text.js';
import { RecordingRunner } from '../support/recording-runner.js';

/** A log of calls: contacts that are no tickets, though some are about one. Made up. */
const CALLS = `call,started,ended,desk,ward,caller,solved,rating,ticket
C1,2026-03-02 08:00:00,2026-03-02 08:06:30,Service Desk,Radiology,p-1,yes,5,T1
C2,2026-03-02 09:00:00,2026-03-02 09:01:00,Service Desk,Surgery,p-2,no,,
C3,2026-03-02 10:00:00,,,Surgery,p-3,,,
C4,2026-03-02 11:00:00,,Service Desk,Surgery,p-4,,,T99
`;
const MAPPING = `
name: calls
format: { type: csv }
source: { system: pbx }
fidelity: HISTORY
record: { key: call }
zone: Europe/Berlin
times: { started: yyyy-MM-dd HH:mm:ss, ended: yyyy-MM-dd HH:mm:ss }
occurredAt: started
registers:
  teams: { column: desk }
  departments: { column: ward }
interaction:
  ticket: 'hd-{ticket}'
  fields: { channel: PHONE, direction: FROM_DEPARTMENT, participants: ['{caller}'] }
milestones:
  - at: ended
    command: EndInteraction
    fields: { outcome: { column: solved, values: { yes: RESOLVED, no: INFORMED } }, nextStepAgreed: false }
  - at: [ended, started]
    when: { rating: { present: true } }
    command: GiveInteractionFeedback
    actor: { kind: REQUESTER, ref: caller }
    fields: { respondentRef: '{caller}', treatment: { column: rating, as: integer } }
`;
const TICKETS = `
name: tickets
format: { type: csv }
source: { system: hd }
fidelity: HISTORY
record: { key: ticket }
times: { at: iso }
occurredAt: at
registers: { departments: { column: ward } }
opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }
`;

describe('a log of contacts that are no tickets', () => {
  it('is expressed by a mapping without an opening; those about a ticket of another import are linked to it', async () => {
    const runner = new RecordingRunner();
    await importText(TICKETS, 'ticket,at,ward\nT1,2026-03-02T06:00:00Z,Radiology\n', runner);
    const { report } = await importText(MAPPING, CALLS, runner);
    const ofCall = (id: string) =>
      runner.commands().flatMap((command) => (command['interactionId'] === id ? [command.constructor.name] : []));
    expect(ofCall('pbx-C1')).toEqual([
      'StartInteraction',
      'LinkInteractionToTicket',
      'EndInteraction',
      'GiveInteractionFeedback',
    ]);
    expect(ofCall('pbx-C2')).toEqual(['StartInteraction', 'EndInteraction']);
    expect(report.byType['TicketLogged']).toBeUndefined();
    expect(report.rejects).toEqual([
      { row: 3, code: 'MISSING_VALUE', detail: expect.stringContaining('desk: no team is given') },
      { row: 4, code: 'NOT_REGISTERED', detail: expect.stringContaining('LinkInteractionToTicket') },
    ]);
    expect(report.rows).toEqual({ in: 4, accepted: 2, rejected: 2 });
    expect(told(runner, 'hd-T1')[0]).toMatch(/^LogTicket/);
    expect((await importText(MAPPING, CALLS, runner)).report.events.appended).toBe(0);
  });

  it.each([
    ['milestones:', 'states: { of: solved, values: { yes: CLOSED } }\nmilestones:', 'states', 'no opening is declared'],
    ['command: EndInteraction', 'command: CloseTicket', 'milestones[0].command', 'CloseTicket concerns tickets'],
    [
      'milestones:',
      'opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }\nmilestones:',
      'interaction.ticket',
      'leave opening out',
    ],
  ])('has no place for what is of tickets: %j as %j', (from, to, field, hint) => {
    const parse = () => parseMapping(MAPPING.replace(from, to));
    expect(parse).toThrow(expect.objectContaining({ code: 'INVALID_MAPPING', field }));
    try {
      parse();
    } catch (error) {
      expect(`${(error as Error).message} ${(error as { remedy?: string }).remedy ?? ''}`).toContain(hint);
    }
  });
});
