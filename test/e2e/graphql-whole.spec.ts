import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedApp, servedApp } from '../support/app.js';

/** The whole way on the embedded engines: mutation, log, projector, view, query. */
describe('GraphQL over the embedded engines', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await servedApp();
  });
  afterAll(() => app?.close());

  const ask: ServedApp['ask'] = (query, variables) => app.ask(query, variables);
  const done = async (mutation: string) => {
    const answer = await ask(`mutation { done: ${mutation} }`);
    expect(answer.errors).toBeUndefined();
    return answer.data.done;
  };

  it('records, answers and replays', async () => {
    await done('registerServiceTeam(input: { teamId: "desk", name: "Service Desk" }) { team { name } }');
    await done('registerServiceTeam(input: { teamId: "network", name: "Network" }) { position }');
    await done(
      'registerDepartment(input: { departmentId: "radiology", name: "Radiology", kind: CLINICAL }) { department { name } }',
    );
    const logged =
      await done(`logTicket(input: { ticketId: "T1", departmentId: "radiology", teamId: "desk", kind: INCIDENT, channel: PHONE,
      clinicalImpact: WORKFLOW, occurredAt: "2026-03-01T08:00:00+01:00" }) { position revision ticket { state team { name } department { name } } }`);
    expect(logged.ticket).toEqual({ state: 'NEW', team: { name: 'Service Desk' }, department: { name: 'Radiology' } });

    const moved = await done(
      'assignTicket(input: { ticketId: "T1", teamId: "network" }) { position ticket { teamId reassignments } }',
    );
    expect(moved.ticket).toEqual({ teamId: 'network', reassignments: 1 });

    const now = await ask(
      `query ($p: Position) {
        departmentOverview(id: "radiology", minPosition: $p) { openTickets relationships { relationshipId team { name } } }
        tickets(filter: { state: [NEW, IN_PROGRESS], departmentId: "radiology" }, minPosition: $p) { totalCount edges { node { ticketId } } }
        bounceMatrix(departmentId: "radiology", minPosition: $p) { total tickets cells { fromTeam toTeam count } }
        relationshipTimeline(teamId: "network", departmentId: "radiology", minPosition: $p) { totalCount }
        relationships(filter: { departmentId: "radiology" }, minPosition: $p) { totalCount }
        departments(kind: CLINICAL) { totalCount }
        teams { totalCount edges { node { name } } }
        silenceList { totalCount }
        past: silenceList(asOf: "2026-03-02T00:00:00Z", teamId: "desk") { totalCount }
        firstContactMatrix(departmentId: "radiology") { unanswered }
        ticketDepartmentView(id: "T1", minPosition: $p) { whoHasIt }
        projectionStatus { name position behind }
      }`,
      { p: moved.position },
    );
    expect(now.errors).toBeUndefined();
    expect(now.data).toMatchObject({
      departmentOverview: { openTickets: 1 },
      tickets: { totalCount: 1, edges: [{ node: { ticketId: 'T1' } }] },
      bounceMatrix: { total: 1, tickets: 1, cells: [{ fromTeam: 'desk', toTeam: 'network', count: 1 }] },
      departments: { totalCount: 1 },
      teams: { totalCount: 2 },
      ticketDepartmentView: { whoHasIt: 'Network has it.' },
    });
    expect(now.data.projectionStatus.map(({ name }: { name: string }) => name)).toContain('ticket');

    const before = await ask('query ($p: Position) { ticket(id: "T1", atPosition: $p) { teamId team { name } } }', {
      p: logged.position,
    });
    expect(before.data.ticket).toEqual({ teamId: 'desk', team: { name: 'Service Desk' } });
  });

  it('refuses what is not registered and records nothing', async () => {
    const head = await app.services.log.head();
    const { errors } = await ask('mutation { assignTicket(input: { ticketId: "T1", teamId: "nobody" }) { position } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_REGISTERED', field: 'teamId' });
    expect(await app.services.log.head()).toBe(head);
  });

  it.each([
    '{ state: NEW }, orderBy: LAST_EVENT_AT_ASC',
    '{ state: [NEW, CLOSED], kind: INCIDENT, channel: PHONE }, orderBy: LOGGED_AT_ASC',
    '{ teamId: "network", channel: PHONE, loggedFrom: "2020-01-01T00:00:00Z" }',
    '{ loggedBefore: "2030-01-01T00:00:00Z" }, orderBy: LAST_EVENT_AT_DESC',
    '{ departmentId: "radiology" }, orderBy: ID',
  ])('has an index for the board by %s', async (filter) => {
    const { data, errors } = await ask(`{ tickets(filter: ${filter}) { totalCount edges { node { ticketId } } } }`);
    expect(errors).toBeUndefined();
    expect(data.tickets).toEqual({ totalCount: 1, edges: [{ node: { ticketId: 'T1' } }] });
  });

  it.each(['{ state: OBSERVED }', '{ type: BASIC }', '{ teamId: "desk", type: BASIC }'])(
    'has an index for relationships by %s',
    async (filter) => {
      const { errors } = await ask(`{ relationships(filter: ${filter}) { totalCount edges { node { relationshipId } } } }`);
      expect(errors).toBeUndefined();
    },
  );

  it('shows everything in an answer as of the moment that it is about, by whichever field', async () => {
    const at = (day: number) => `2026-04-0${day}T08:00:00.000Z`;
    const pair = 'teamId: "desk", departmentId: "surgery"';
    const told = [
      `registerDepartment(input: { departmentId: "surgery", name: "Surgery", kind: CLINICAL }) { position }`,
      `adoptTargets(input: { teamId: "desk", acknowledgeMinutes: 60, updateMinutes: 60, effectiveAt: "${at(1)}", occurredAt: "${at(1)}" }) { position }`,
      `establishRelationship(input: { ${pair}, type: BASIC, occurredAt: "${at(1)}" }) { position }`,
      `planTouchpoint(input: { ${pair}, touchpointId: "V", type: ROUNDING, plannedFor: "${at(4)}", occurredAt: "${at(1)}" }) { position }`,
      `makeCommitment(input: { commitmentId: "C", byTeamId: "desk", toDepartmentId: "surgery", promise: "x", dueAt: "${at(4)}", occurredAt: "${at(1)}" }) { position }`,
      `logTicket(input: { ticketId: "S", ${pair}, kind: INCIDENT, channel: PHONE, clinicalImpact: NONE, occurredAt: "${at(1)}" }) { position }`,
      `missTouchpoint(input: { ${pair}, touchpointId: "V", occurredAt: "${at(5)}" }) { position }`,
      `resolveTicket(input: { ticketId: "S", workaround: false, occurredAt: "${at(5)}" }) { position }`,
      `renameServiceTeam(input: { teamId: "desk", name: "Help", effectiveAt: "${at(5)}" }) { position }`,
      `renameDepartment(input: { departmentId: "surgery", name: "Theatres", effectiveAt: "${at(5)}" }) { position }`,
    ];
    let position = '';
    for (const mutation of told) ({ position } = await done(mutation));
    expect(
      (await ask('query ($p: Position) { teams(minPosition: $p) { totalCount } }', { p: position })).extensions,
    ).toBeUndefined();
    const stood = `asOf name tickets { new resolved } touchpoints { touchpointId }`;
    const { data, errors } = await ask(
      `query ($at: DateTime, $p: Position) {
        department(id: "surgery", asOf: $at) { ${stood} }
        departments(asOf: $at) { edges { node { departmentId ${stood} } } }
        departmentOverview(id: "surgery", asOf: $at) { openTickets department { ${stood} }
          relationships { team { name } department { ${stood} } } openPromises { team { name } department { ${stood} } } }
        silenceList(asOf: $at, departmentId: "surgery") { edges { node { team { name } department { ${stood} } } } }
        commitmentLedger(asOf: $at, departmentId: "surgery") { edges { node { team { name } department { ${stood} } } } }
        commitment(asOf: $at, id: "C") { team { name } department { ${stood} } }
        now: department(id: "surgery") { name tickets { new resolved } touchpoints { touchpointId } }
        pinned: department(id: "surgery", atPosition: $p) { asOf }
        teamPinned: team(id: "desk", atPosition: $p) { asOf }
      }`,
      { at: at(2), p: position },
    );
    expect(errors).toBeUndefined();
    const then = { asOf: at(2), name: 'Surgery', tickets: { new: 1, resolved: 0 }, touchpoints: [{ touchpointId: 'V' }] };
    const both = { team: { name: 'Service Desk' }, department: then };
    const { departments, now, pinned, teamPinned, ...answers } = data;
    expect(departments.edges).toContainEqual({ node: { departmentId: 'surgery', ...then } });
    expect(answers).toEqual({
      department: then,
      departmentOverview: { openTickets: 1, department: then, relationships: [both], openPromises: [both, both] },
      silenceList: { edges: [{ node: both }, { node: both }] },
      commitmentLedger: { edges: [{ node: both }] },
      commitment: both,
    });
    expect(now).toEqual({ name: 'Theatres', tickets: { new: 0, resolved: 1 }, touchpoints: [] });
    // At a pinned position the present is when that was recorded, and no clock goes on.
    const { data: later } = await ask('query ($p: Position) { department(id: "surgery", atPosition: $p) { asOf } }', {
      p: position,
    });
    expect([pinned.asOf, teamPinned.asOf]).toEqual([later.department.asOf, later.department.asOf]);
  });
});
