import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appOver, type TestApp } from '../support/app.js';
import type { ProjectorControl } from '../../src/projector/projector-control.js';
import { MemoryViews } from '../support/memory-views.js';
import { NO_TICKETS } from '../../projections/department/document.js';
import { fold } from '../../projections/kit/fold.js';
import { trialsProjection } from '../../projections/trials/projection.js';
import { TicketAssigned, TicketLogged, TicketUpdateShared } from '../../src/domain/ticket/events.js';
import { givenEvents, type GivenEvent, eventIn } from '../unit/projections/given-events.js';
import { departmentOf, relationshipOf, teamOf, ticketOf } from '../support/view-documents.js';

const numbered = Array.from({ length: 120 }, (_, n) => `T${String(n).padStart(3, '0')}`);
const teams = ['desk', 'network', 'wards'];
const departments = ['icu', 'radiology'];

/** A ticket of radiology that a team has, with a promise of the next word; and the word, where one came. */
function promised(ticketId: string, teamId: string, nextUpdateBy: string, wordAt?: string): readonly GivenEvent[] {
  const about = { ticketId, departmentId: 'radiology' };
  const tell = (at: string, fact: GivenEvent['fact']) => eventIn(`ticket-${ticketId}`, at, fact);
  const word = (next?: string) =>
    TicketUpdateShared({ ...about, teamId, visibility: 'DEPARTMENT', proactive: true, human: true, nextUpdateBy: next });
  return [
    tell('2026-03-01T08:00:00.000Z', TicketLogged({ ...about, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' })),
    tell('2026-03-01T08:00:00.000Z', TicketAssigned({ ...about, toTeamId: teamId, loggedAt: '2026-03-01T08:00:00.000Z' })),
    tell('2026-03-01T08:00:00.000Z', word(nextUpdateBy)),
    ...(wordAt === undefined ? [] : [tell(wordAt, word())]),
  ];
}
/** So many contacts about no ticket a day: solved or not by their outcome, treated well or badly, each rated by somebody else, or by nobody. */
function contactsOf(teamId: string) {
  const contacts = (date: string, count: number, outcome: string, treatment: number | null) =>
    Array.from({ length: count }, (_, n) => ({
      interactionId: `${teamId}-${date}-${outcome}-${treatment}-${n}`,
      teamId,
      departmentId: 'radiology',
      startedAt: `${date}T08:00:00.000Z`,
      outcome,
      ticketIds: [],
      feedback: treatment === null ? [] : [{ person: n, treatment, resolvedAtTime: null }],
    }));
  return [
    ...contacts('2026-03-01', 1, 'RESOLVED', 5),
    ...contacts('2026-03-01', 2, 'RESOLVED', 2),
    ...contacts('2026-03-01', 3, 'PROGRESSED', 4),
    ...contacts('2026-03-01', 5, 'ESCALATED', 1),
    ...contacts('2026-03-01', 6, 'RESOLVED', null),
    ...contacts('2026-03-02', 10, 'RESOLVED', 5),
  ];
}
const views = new MemoryViews({
  ticket: Object.fromEntries(
    numbered.map((ticketId, n) => [
      ticketId,
      ticketOf({
        ticketId,
        departmentId: departments[n % 2]!,
        teamId: teams[n % 3]!,
        state: n % 4 === 0 ? 'RESOLVED' : 'NEW',
        loggedAt: new Date(Date.UTC(2026, 2, 1, 0, n)).toISOString(),
      }),
    ]),
  ),
  team: Object.fromEntries(teams.map((id) => [id, teamOf(id)])),
  department: Object.fromEntries(
    departments.map((id) => [id, departmentOf(id, { tickets: { ...NO_TICKETS, new: 1, inProgress: 2, onHold: 3 } })]),
  ),
  relationship: Object.fromEntries(teams.map((team) => [`${team}.radiology`, relationshipOf(team, 'radiology')])),
  interaction: Object.fromEntries(teams.flatMap(contactsOf).map((contact) => [contact.interactionId, contact])),
  trials: {
    ...Object.fromEntries(
      fold(
        trialsProjection,
        givenEvents(
          ...promised('T001', 'network', '2026-03-01T09:00:00.000Z'),
          ...promised('T003', 'desk', '2026-03-01T10:00:00.000Z', '2026-03-01T12:00:00.001Z'),
          ...promised('T005', 'wards', '9000-01-01T00:00:00.000Z'),
        ),
      ),
    ),
    'bounces:radiology.2026-03': {
      kind: 'BOUNCES',
      departmentId: 'radiology',
      month: '2026-03',
      bounces: [
        { eventId: 'a', at: '2026-03-01T10:00:00.000Z', ticketId: 'T001', fromTeamId: 'desk', toTeamId: 'network' },
        { eventId: 'b', at: '2026-03-02T10:00:00.000Z', ticketId: 'T001', fromTeamId: 'desk', toTeamId: 'network' },
        { eventId: 'c', at: '2026-03-03T10:00:00.000Z', ticketId: 'T003', fromTeamId: 'network', toTeamId: 'desk' },
      ],
    },
    'bounces:icu.2026-04': {
      kind: 'BOUNCES',
      departmentId: 'icu',
      month: '2026-04',
      bounces: [{ eventId: 'd', at: '2026-04-01T10:00:00.000Z', ticketId: 'T002', fromTeamId: 'desk', toTeamId: 'network' }],
    },
  },
  timeline: {
    'desk.radiology|2026-03-0': {
      relationshipId: 'desk.radiology',
      span: '2026-03-0',
      lines: ['e1', 'e2'].map((eventId, n) => ({
        at: `2026-03-0${n + 1}T08:00:00.000Z`,
        eventId,
        type: 'TicketRequesterReplied',
        otherRelationshipId: null,
        subject: 'T001',
        actorKind: 'REQUESTER',
        fidelity: 'NATIVE',
        facts: {},
      })),
    },
  },
});

describe('queries', () => {
  let app: TestApp;
  const status = { name: 'ticket', version: 1, state: 'LIVE', position: '7', head: '9', behind: 2, parked: 0 } as const;
  beforeAll(async () => {
    app = await appOver({ readers: views, projector: { status: async () => [status] } as unknown as ProjectorControl });
    // Who has become one with whom is read once, and kept until that view moves on.
    await app.ask('{ departments { totalCount } }');
  });
  afterAll(() => app.close());
  beforeEach(() => {
    views.reads = [];
    views.asked.length = 0;
    views.reached = '~';
  });

  const NESTED = `query ($first: Int) { tickets(first: $first) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor node { id ticketId state department { departmentId name } team { teamId name } relationship { relationshipId } } }
  } }`;

  it.each([10, 100])('reads a page of %i tickets and their neighbours in six reads', async (first) => {
    // Twice: as interpreted and as compiled (jit).
    for (const _ of ['interpreted', 'compiled', 'compiled']) {
      views.reads = [];
      const { data, errors } = await app.ask(NESTED, { first });
      expect(errors).toBeUndefined();
      expect(data.tickets.edges).toHaveLength(first);
      expect(data.tickets.totalCount).toBe(120);
      expect(data.tickets.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
      expect(data.tickets.edges[0].node).toMatchObject({ ticketId: 'T119', department: { name: 'Department radiology' } });
      expect([...views.reads].sort()).toEqual([
        'count ticket',
        'find ticket',
        'get department',
        'get relationship',
        'get team',
        'get trials',
      ]);
    }
  });

  it('filters, orders and counts the board', async () => {
    const { data } =
      await app.ask(`{ tickets(filter: { state: RESOLVED, departmentId: "icu", loggedFrom: "2026-03-01T01:10:00+01:00" },
      orderBy: LOGGED_AT_ASC, first: 2) { totalCount edges { node { ticketId } } } }`);
    expect(data.tickets.totalCount).toBe(27);
    expect(data.tickets.edges.map(({ node }: { node: { ticketId: string } }) => node.ticketId)).toEqual(['T012', 'T016']);
  });

  it('pages forwards and backwards over the same order', async () => {
    const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
      tickets(first: $first, after: $after, last: $last, before: $before) { pageInfo { startCursor endCursor hasNextPage hasPreviousPage } edges { node { ticketId } } } }`;
    const ids = (answer: { data: { tickets: { edges: { node: { ticketId: string } }[] } } }) =>
      answer.data.tickets.edges.map(({ node }) => node.ticketId);
    const one = await app.ask(PAGE, { first: 50 });
    const two = await app.ask(PAGE, { first: 100, after: one.data.tickets.pageInfo.endCursor });
    const back = await app.ask(PAGE, { last: 50, before: two.data.tickets.pageInfo.startCursor });
    expect(ids(back)).toEqual(ids(one));
    expect([...ids(one), ...ids(two)]).toEqual([...numbered].reverse());
    expect(two.data.tickets.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(back.data.tickets.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('finds a node by its global id, whatever its type', async () => {
    const { data } = await app.ask('{ team(id: "desk") { id name } ticket(id: "T001") { id } none: ticket(id: "none") { id } }');
    expect(data.none).toBeNull();
    const node = await app.ask(
      `{ a: node(id: "${data.team.id}") { __typename id ... on Team { name } } b: node(id: "${data.ticket.id}") { __typename } }`,
    );
    expect(node.data).toEqual({ a: { __typename: 'Team', id: data.team.id, name: 'Team desk' }, b: { __typename: 'Ticket' } });
    expect((await app.ask('{ node(id: "T001") { id } }')).errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'id',
    });
  });

  it('says so when the answer is older than the position asked for', async () => {
    views.reached = '5';
    const asked = await app.ask('{ ticket(id: "T001", minPosition: "6") { ticketId } }');
    expect(asked).toMatchObject({ data: { ticket: { ticketId: 'T001' } }, extensions: { stale: true } });
    expect((await app.ask('{ ticket(id: "T001", minPosition: "5") { ticketId } }')).extensions).toBeUndefined();
  });

  it('reads neighbours at the same moment as the thing asked for', async () => {
    await app.ask('{ ticket(id: "T001", atPosition: "3") { team { name } } }');
    expect(views.asked.map(({ atPosition }) => atPosition)).toEqual(['3']);
  });

  it('gives a department’s home page in one round trip and a fixed number of reads', async () => {
    const { data } = await app.ask(`{ departmentOverview(id: "radiology") { openTickets department { name }
      relationships { teamId team { name } resolutions } openPromises { ticketId dueAt } } }`);
    expect(data.departmentOverview).toMatchObject({ openTickets: 6, department: { name: 'Department radiology' } });
    expect(data.departmentOverview.relationships.map(({ team }: { team: { name: string } }) => team.name)).toEqual([
      'Team desk',
      'Team network',
      'Team wards',
    ]);
    expect(data.departmentOverview.openPromises.map(({ ticketId }: { ticketId: string }) => ticketId)).toEqual(['T001', 'T005']);
    // Settings once for the page and once for what is counted, meetings, tickets, months; the day, the pairs.
    expect(views.reads.length).toBeLessThanOrEqual(12);
    expect((await app.ask('{ departmentOverview(id: "nowhere") { openTickets } }')).data).toEqual({ departmentOverview: null });
  });

  it('lists who waits in silence, now and at a past moment', async () => {
    const asked = async (args: string) =>
      (await app.ask(`{ silenceList${args} { totalCount edges { node { ticketId silentMinutes team { name } } } } }`)).data
        .silenceList;
    expect((await asked('')).edges.map(({ node }: { node: { ticketId: string } }) => node.ticketId)).toEqual(['T001']);
    const past = await asked('(asOf: "2026-03-01T12:00:00Z", departmentId: "radiology")');
    expect(past.edges).toEqual([
      { node: { ticketId: 'T001', silentMinutes: 180, team: { name: 'Team network' } } },
      { node: { ticketId: 'T003', silentMinutes: 120, team: { name: 'Team desk' } } },
    ]);
    expect((await asked('(asOf: "2026-03-01T12:00:00.001Z")')).totalCount).toBe(1);
    expect((await asked('(asOf: "2026-03-01T09:00:00Z")')).totalCount).toBe(0);
  });

  it('counts bounces: handings-over and distinct tickets', async () => {
    const { data } = await app.ask(`{ all: bounceMatrix { total tickets }
      some: bounceMatrix(departmentId: "radiology", from: "2026-03-01T10:00:00Z", to: "2026-03-03T10:00:00Z") { total tickets cells { fromTeam toTeam count tickets } } }`);
    expect(data).toEqual({
      all: { total: 4, tickets: 3 },
      some: { total: 2, tickets: 1, cells: [{ fromTeam: 'desk', toTeam: 'network', count: 2, tickets: 1 }] },
    });
  });

  it('keeps solved and treated well apart', async () => {
    const FIELDS = '{ solvedTreatedWell solvedTreatedBadly unsolvedTreatedWell unsolvedTreatedBadly unanswered }';
    const { data } =
      await app.ask(`{ one: firstContactMatrix(teamId: "desk", from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z") ${FIELDS}
      all: firstContactMatrix(departmentId: "radiology") ${FIELDS} }`);
    expect(data.one).toEqual({
      solvedTreatedWell: 1,
      solvedTreatedBadly: 2,
      unsolvedTreatedWell: 3,
      unsolvedTreatedBadly: 5,
      unanswered: 6,
    });
    expect(data.all.solvedTreatedWell).toBe(33);
  });

  it('tells a relationship’s timeline, the latest first', async () => {
    const { data } = await app.ask(
      '{ relationshipTimeline(teamId: "desk", departmentId: "radiology") { totalCount edges { node { eventId summary } } } }',
    );
    expect(data.relationshipTimeline.totalCount).toBe(2);
    expect(data.relationshipTimeline.edges[0].node).toEqual({ eventId: 'e2', summary: 'The department replied.' });
  });

  it('describes a ticket in plain words', async () => {
    const { data } = await app.ask(
      '{ ticketDepartmentView(id: "T001") { headline whoHasIt } none: ticketDepartmentView(id: "none") { headline } }',
    );
    expect(data).toEqual({
      ticketDepartmentView: { headline: 'We have your request.', whoHasIt: 'Team network has it.' },
      none: null,
    });
    const promised = async (args: string) =>
      (await app.ask(`{ ticketDepartmentView(id: "T001"${args}) { whatIsPromisedNext } }`)).data.ticketDepartmentView;
    expect(await promised('')).toEqual({ whatIsPromisedNext: expect.stringContaining('it has not been sent yet') });
    // At a pinned position no clock on the wall goes on.
    views.recordedAt = '2026-03-01T08:30:00.000Z';
    expect(await promised(', atPosition: "3"')).toEqual({
      whatIsPromisedNext: 'You will hear from us by 1 March 2026 at 09:00 UTC.',
    });
  });

  it('tells how far the views are', async () => {
    const { data } = await app.ask('{ projectionStatus { name version state position head behind parked } }');
    expect(data.projectionStatus).toEqual([status]);
  });

  it('lists the registers', async () => {
    const { data } = await app.ask(
      '{ teams(first: 2) { totalCount edges { node { teamId } } } departments(kind: NON_CLINICAL) { totalCount } }',
    );
    expect(data).toEqual({
      teams: { totalCount: 3, edges: [{ node: { teamId: 'desk' } }, { node: { teamId: 'network' } }] },
      departments: { totalCount: 0 },
    });
  });
});
