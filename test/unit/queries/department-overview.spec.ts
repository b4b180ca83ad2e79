import { expect, it } from 'vitest';
import { fold } from '../../../projections/kit/fold.js';
import { trialsProjection } from '../../../projections/trials/projection.js';
import { TicketDepartmentCorrected, TicketLogged } from '../../../src/domain/ticket/events.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { AskDepartmentOverview } from '../../../src/queries/department-overview.js';
import { MemoryViews } from '../../support/memory-views.js';
import { departmentOf } from '../../support/view-documents.js';
import { givenEvents, eventIn } from '../projections/given-events.js';

const on = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
const ofTicket = { ticketId: 'T1', state: 'NEW', loggedAt: on(1) } as const;
const logged = { ticketId: 'T1', departmentId: 'icu', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' } as const;
const correct = (from: string, to: string) =>
  TicketDepartmentCorrected({ ...ofTicket, fromDepartmentId: from, toDepartmentId: to });
const trials = fold(
  trialsProjection,
  givenEvents(
    eventIn('ticket-T1', on(1), TicketLogged(logged)),
    eventIn('ticket-T1', on(3), correct('icu', 'lab')),
    eventIn('ticket-T1', on(5), correct('lab', 'ward')),
  ),
);
const views = new MemoryViews({
  trials: Object.fromEntries(trials),
  department: Object.fromEntries(['icu', 'lab', 'ward'].map((id) => [id, departmentOf(id)])),
});

it.each([
  [2, 'icu'],
  [4, 'lab'],
  [6, 'ward'],
])('on day %s the ticket is open in %s, of the departments that it was of', async (day, holder) => {
  const overview = new AskDepartmentOverview(new DatedSettings());
  for (const id of ['icu', 'lab', 'ward']) {
    const answer = await overview.execute(views.reader(), id, on(day), on(9));
    expect([id, answer?.tickets.new]).toEqual([id, id === holder ? 1 : 0]);
  }
});
