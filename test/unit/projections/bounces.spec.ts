import { expect, it } from '@jest/globals';
import { bouncesProjection } from '../../../projections/bounces/projection.js';
import { TicketReassigned } from '../../../src/domain/ticket/events.js';
import { documentsOf } from './documents-of.js';
import { told } from './given-events.js';
import { march } from './stories.js';

const bounce = (ticketId: string, at: string, departmentId = 'radiology') =>
  told(`ticket-${ticketId}`, at, TicketReassigned({ ticketId, departmentId, fromTeamId: 'desk', toTeamId: 'pacs' }));

it('keeps a department’s bounces of a month in order of time, whatever order they are told in', () => {
  const documents = documentsOf(bouncesProjection, bounce('T2', march(9)), bounce('T1', march(2)), bounce('T1', march(9)));
  expect(documents.get('radiology.2026-03')).toEqual({
    departmentId: 'radiology',
    month: '2026-03',
    bounces: [
      { eventId: 'ticket-T1@0', at: march(2), ticketId: 'T1', fromTeamId: 'desk', toTeamId: 'pacs' },
      { eventId: 'ticket-T1@1', at: march(9), ticketId: 'T1', fromTeamId: 'desk', toTeamId: 'pacs' },
      { eventId: 'ticket-T2@0', at: march(9), ticketId: 'T2', fromTeamId: 'desk', toTeamId: 'pacs' },
    ],
  });
});
it('begins a document for each department and month', () => {
  const documents = documentsOf(
    bouncesProjection,
    bounce('T1', march(31, 23)),
    bounce('T1', '2026-04-01T00:00:00.000Z'),
    bounce('T2', march(1), 'surgery'),
  );
  expect([...documents.keys()].sort()).toEqual(['radiology.2026-03', 'radiology.2026-04', 'surgery.2026-03']);
});
