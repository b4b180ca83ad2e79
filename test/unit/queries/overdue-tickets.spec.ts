import { describe, expect, it } from 'vitest';
import { ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import { TicketAssigned, TicketLogged, TicketUpdateShared } from '../../../src/domain/ticket/events.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { Identities, NO_MERGERS } from '../../../src/queries/identity/identities.js';
import type { PageArgs } from '../../../src/queries/paging/page.js';
import { CountTickets, FindTickets, type TicketGroup, type TicketOrder } from '../../../src/queries/ticket/tickets.js';
import { FoldedViews } from '../../support/folded-views.js';
import { eventIn, givenEvents } from '../projections/given-events.js';
import { at, targets } from '../projections/trials/ticket-life.js';

/** A ticket of the desk, which owes a first word within an hour. */
function ticket(ticketId: string, departmentId: string, minutes: number, answered = false) {
  const about = { ticketId, departmentId };
  const tell = (fact: Parameters<typeof eventIn>[2]) => eventIn(`ticket-${ticketId}`, at(minutes), fact);
  return [
    tell(TicketLogged({ ...about, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' })),
    tell(TicketAssigned({ ...about, toTeamId: 'desk', loggedAt: at(minutes) })),
    ...(answered
      ? [tell(TicketUpdateShared({ ...about, teamId: 'desk', visibility: 'DEPARTMENT', proactive: true, human: true }))]
      : []),
  ];
}
const views = new FoldedViews();
views.show(
  givenEvents(
    eventIn('team-desk', at(-2000), ServiceTeamRegistered({ teamId: 'desk', name: 'Desk', externalIds: [] })),
    targets({ acknowledgeMinutes: 60 }),
    ...ticket('A', 'icu', 2),
    ...ticket('B', 'lab', 1),
    ...ticket('C', 'icu', 0, true),
    ...ticket('D', 'icu', 3),
  ),
);
const NOW = at(63);
const MERGER = { side: 'DEPARTMENT', id: 'lab', into: 'icu', effectiveAt: at(0), recordedAt: at(0) } as const;
const MERGED = new Identities([MERGER]);
type Filter = Parameters<FindTickets['execute']>[1];

async function board(
  filter: Filter,
  given: { order?: TicketOrder; page?: PageArgs; now?: string; identities?: Identities } = {},
) {
  const { order = 'ID', page = {}, now = NOW, identities = NO_MERGERS } = given;
  const found = await new FindTickets(new DatedSettings()).execute(await views.at({}), filter, order, page, now, identities);
  const ids = found.edges.map(({ node }) => node.ticketId).join('');
  return `${ids} of ${await found.totalCount()}`;
}

describe('The board of overdue tickets', () => {
  it('has those whose word was due before, the others, or all', async () => {
    expect(await board({ overdue: true })).toBe('AB of 2');
    expect(await board({ overdue: false })).toBe('CD of 2');
    expect(await board({})).toBe('ABCD of 4');
    expect(await board({ overdue: true }, { now: at(61) })).toBe(' of 0');
  });
  it('goes by the filter, whatever was merged', async () => {
    expect(await board({ overdue: true, departmentId: 'icu' })).toBe('A of 1');
    expect(await board({ overdue: false, departmentId: 'lab' })).toBe(' of 0');
    expect(await board({ overdue: true, departmentId: 'icu' }, { identities: MERGED })).toBe('AB of 2');
  });
  it('goes by the order, page by page', async () => {
    expect(await board({ overdue: true }, { order: 'LOGGED_AT_ASC' })).toBe('BA of 2');
    expect(await board({ overdue: true }, { order: 'LOGGED_AT_DESC' })).toBe('AB of 2');
    expect(await board({ overdue: true }, { order: 'LOGGED_AT_DESC', page: { last: 1 } })).toBe('B of 2');
    expect(await board({ overdue: false }, { order: 'LOGGED_AT_DESC', page: { first: 1 } })).toBe('D of 2');
  });
});

describe('The number of overdue tickets', () => {
  const counts = new CountTickets(new DatedSettings());
  const count = async (groups: readonly TicketGroup[], filter: Filter, now = NOW, identities = NO_MERGERS) =>
    (await counts.execute(await views.at({}), groups, filter, now, identities)).map(
      ({ teamId, departmentId, count: number }) => `${teamId ?? ''} ${departmentId ?? ''} ${number}`,
    );

  it('is of the moment that is asked about', async () => {
    expect(await count([], { overdue: true })).toEqual(['  2']);
    expect(await count([], { overdue: true }, at(62))).toEqual(['  1']);
    expect(await count([], { overdue: true }, at(61))).toEqual([]);
    expect(await count([], { overdue: false })).toEqual(['  2']);
    expect(await count([], {})).toEqual(['  4']);
  });
  it('is by team and department, under those that they were merged into', async () => {
    expect(await count(['DEPARTMENT'], { overdue: true })).toEqual([' icu 1', ' lab 1']);
    expect(await count(['TEAM', 'DEPARTMENT'], {})).toEqual(['desk icu 3', 'desk lab 1']);
    expect(await count(['TEAM', 'DEPARTMENT'], {}, NOW, MERGED)).toEqual(['desk icu 4']);
    expect(await count(['DEPARTMENT'], { overdue: true }, NOW, MERGED)).toEqual([' icu 2']);
  });
});
