import { describe, expect, it } from 'vitest';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import { departmentView, type Hearer } from '../../../src/queries/ticket/department-view.js';
import type { TicketClocks } from '../../../src/queries/ticket/ticket-clocks.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { DescribeTicket } from '../../../src/queries/ticket/tickets.js';
import { MemoryViews } from '../../support/memory-views.js';
import { teamOf, ticketOf } from '../../support/view-documents.js';

const now = '2026-03-03T12:00:00.000Z';
const view = (
  { nextUpdateBy = null, acknowledgeBy = null, answeredAt = null, ...given }: Partial<TicketDocument & TicketClocks>,
  team: string | null = 'Service Desk',
  hearer: Partial<Hearer> = {},
) =>
  departmentView(ticketOf(given), { nextUpdateBy, acknowledgeBy, answeredAt }, team, {
    language: 'en',
    zone: 'UTC',
    now,
    ...hearer,
  });

describe('a ticket in plain words', () => {
  it('says that it arrived and that its team is being found', () =>
    expect(view({}, null)).toEqual({
      headline: 'We have your request.',
      whatHappenedLast: 'It reached us on 1 March 2026 at 08:00 UTC.',
      whoHasIt: 'We are looking for the right team for it.',
      whatIsPromisedNext: 'No time for the next update has been agreed yet.',
    }));
  it('says who has it and when the next word comes', () =>
    expect(
      view({
        state: 'IN_PROGRESS',
        teamId: 'desk',
        assigneeRef: 'p1',
        acknowledgedAt: '2026-03-01T09:00:00.000Z',
        nextUpdateBy: '2026-03-04T09:30:00.000Z',
      }),
    ).toEqual({
      headline: 'Your request is being worked on.',
      whatHappenedLast: 'The team got in touch on 1 March 2026 at 09:00 UTC.',
      whoHasIt: 'Service Desk has it, and one of them is looking after it.',
      whatIsPromisedNext: 'You will hear from us by 4 March 2026 at 09:30 UTC.',
    }));
  it('speaks the hearer’s language, by the clocks of the organisation', () =>
    expect(
      view({ state: 'CLOSED', closedAt: '2026-03-01T23:30:00.000Z' }, null, { language: 'de', zone: 'Europe/Berlin' }),
    ).toEqual({
      headline: 'Ihre Anfrage ist abgeschlossen.',
      whatHappenedLast: 'Sie wurde am 2. März 2026 um 00:30 MEZ abgeschlossen.',
      whoHasIt: 'Niemand muss mehr etwas tun.',
      whatIsPromisedNext: 'Es steht nichts mehr aus.',
    }));
  it('says that a planned word is still to come, without blame', () => {
    const { whatIsPromisedNext } = view({ acknowledgeBy: '2026-03-01T09:00:00.000Z' });
    expect(whatIsPromisedNext).toBe('An update for you was planned for 1 March 2026 at 09:00 UTC; it has not been sent yet.');
    expect(whatIsPromisedNext).not.toMatch(/late|fail|breach|overdue|miss/i);
  });
  it('waits for no first word once one has come, of whatever kind', () => {
    const answered = { acknowledgeBy: '2026-03-04T09:00:00.000Z', answeredAt: '2026-03-01T10:00:00.000Z' };
    expect(view(answered).whatIsPromisedNext).toBe('No time for the next update has been agreed yet.');
  });
  it('says what a paused one waits for', () =>
    expect(
      view({ state: 'ON_HOLD', holdReason: 'AWAITING_VENDOR', heldSince: '2026-03-02T10:00:00.000Z' }).whatHappenedLast,
    ).toBe('It was paused on 2 March 2026 at 10:00 UTC, waiting for the supplier.'));
  it('invites to speak up once it is solved, and asks nothing once it is over', () => {
    expect(view({ state: 'RESOLVED', teamId: 'desk', resolvedAt: now })).toMatchObject({
      whoHasIt: 'Service Desk looked after it.',
      whatIsPromisedNext: 'If it is not solved for you, tell us and we carry on.',
    });
    for (const state of ['CLOSED', 'CANCELLED', 'MERGED'] as const)
      expect(view({ state }).whatIsPromisedNext).toBe('Nothing more is due.');
  });
});

it('a ticket is described with the name of the team that has it, or its id where nobody named it', async () => {
  const ticket = (teamId: string) => ticketOf({ state: 'RESOLVED', teamId, resolvedAt: now });
  const views = new MemoryViews({ ticket: { T1: ticket('desk'), T2: ticket('network') }, team: { desk: teamOf('desk') } });
  const describeOne = (id: string) => new DescribeTicket(new DatedSettings()).execute(views.reader(), id, now, 'en');
  expect((await describeOne('T1'))?.whoHasIt).toBe('Team desk looked after it.');
  expect((await describeOne('T2'))?.whoHasIt).toBe('network looked after it.');
  expect(await describeOne('T3')).toBeNull();
});
