import { beforeAll, expect, it } from 'vitest';
import { onEveryEngine } from './on-every-engine.js';
import {
  live,
  march,
  MERGED,
  newHospital,
  RATERS,
  recording,
  RENAMED,
  reorganise,
  REPARENTED,
  SPLIT,
  TEAMS_MERGED,
} from './reorganisation-story.js';

onEveryEngine('A reorganisation', (server) => {
  const hospital = newHospital();
  const { named, desk, network, ct, imaging, clinic, lab, blood, tissue } = hospital;
  let lived: string;
  let reorganised: string;
  let asLived: unknown;
  beforeAll(async () => {
    lived = await live(recording(server), hospital);
    asLived = await ask(EVERYTHING('minPosition', lived));
    reorganised = await reorganise(recording(server), hospital);
  });

  const ask = async (query: string) => {
    const { data, errors, extensions } = await server.ask(query);
    expect(errors).toBeUndefined();
    expect(extensions?.stale).not.toBe(true);
    return data;
  };
  /** What the views answer once they have taken in the reorganisation. */
  const answer = async (fields: string) => {
    await ask(`{ team(id: "${desk}", minPosition: "${reorganised}") { name } }`);
    return ask(`{ ${fields} }`);
  };
  const SCORE = 'score { components { component trials successes evidence { totalCount } } }';
  /** Much of what can be asked about the departments, at a position. */
  const EVERYTHING = (at: 'minPosition' | 'atPosition', position: string) => {
    const when = `${at}: "${position}"`;
    return `{
      tickets(filter: { departmentId: "${imaging}" }, ${when}) { totalCount edges { node { ticketId } } }
      department(id: "${ct}", ${when}) { name mergedInto tickets { new inProgress } liaisons { personRef } }
      relationships(filter: { departmentId: "${ct}", state: ESTABLISHED }, ${when}) { totalCount edges { node { relationshipId mergedInto { teamId } ${SCORE} } } }
      relationship(teamId: "${desk}", departmentId: "${imaging}", asOf: "${march(19)}", ${when}) { mergedFrom interactions ${SCORE} }
      bounceMatrix(departmentId: "${ct}", ${when}) { total cells { fromTeam toTeam count } }
      commitmentLedger(departmentId: "${imaging}", ${when}) { totalCount }
    }`;
  };
  const ids = (connection: { edges: { node: Record<string, string> }[] }, field: string) =>
    connection.edges.map(({ node }) => node[field]).sort();

  it('adds up under the new id what happened under both, and leaves under the old one what was its own', async () => {
    const about = (departmentId: string) => `
      tickets(filter: { departmentId: "${departmentId}" }, orderBy: LOGGED_AT_ASC) { totalCount edges { node { ticketId departmentId } } }
      firstContactMatrix(departmentId: "${departmentId}") { unsolvedTreatedWell unsolvedTreatedBadly unanswered }
      commitmentLedger(departmentId: "${departmentId}") { totalCount edges { node { commitmentId } } }
      ofPair: commitmentLedger(teamId: "${desk}", departmentId: "${departmentId}") { totalCount }
      silenceList(departmentId: "${departmentId}", asOf: "${march(15)}") { totalCount edges { node { ticketId } } }
      bounceMatrix(departmentId: "${departmentId}") { total tickets cells { fromTeam toTeam count } }
      feedbackLoop(departmentId: "${departmentId}") { totalCount }
      engagementCalendar(departmentId: "${departmentId}") { next { touchpointId } }
      departmentOverview(id: "${departmentId}") { openTickets relationships { relationshipId } nextTouchpoints { touchpointId } openPromises { ticketId } }`;
    const both = await answer(about(imaging));
    const tickets = [named('ct-passed-on'), named('ct-silent'), named('imaging-answered')];
    expect(both.tickets.totalCount).toBe(3);
    expect(ids(both.tickets, 'ticketId')).toEqual([...tickets].sort());
    // Facts stay as they happened.
    expect(both.tickets.edges[0].node.departmentId).toBe(ct);
    expect(both).toMatchObject({
      firstContactMatrix: { unsolvedTreatedWell: 1, unsolvedTreatedBadly: 1, unanswered: 0 },
      commitmentLedger: { totalCount: 2 },
      ofPair: { totalCount: 2 },
      // Of the two of the CT nobody answered at all: an acknowledgement and an update are due of each.
      silenceList: { totalCount: 5 },
      bounceMatrix: { total: 1, tickets: 1, cells: [{ fromTeam: desk, toTeam: desk, count: 1 }] },
      feedbackLoop: { totalCount: 2 },
      engagementCalendar: { next: { touchpointId: 'visit' } },
      departmentOverview: {
        openTickets: 3,
        relationships: [{ relationshipId: `${desk}.${imaging}` }],
        nextTouchpoints: [{ touchpointId: 'visit' }],
      },
    });
    expect([...new Set(ids(both.silenceList, 'ticketId'))]).toEqual([...tickets].sort());

    const old = await answer(about(ct));
    expect(ids(old.tickets, 'ticketId')).toEqual([named('ct-passed-on'), named('ct-silent')].sort());
    expect(old).toMatchObject({
      firstContactMatrix: { unsolvedTreatedWell: 1, unsolvedTreatedBadly: 0 },
      commitmentLedger: { totalCount: 1 },
      silenceList: { totalCount: 4 },
      feedbackLoop: { totalCount: 1 },
      departmentOverview: { openTickets: 2, relationships: [{ relationshipId: `${desk}.${ct}` }] },
    });
  });

  it('pages through both as through one', async () => {
    const page = async (more: string) =>
      (
        await answer(
          `tickets(filter: { departmentId: "${imaging}" }, orderBy: LOGGED_AT_ASC, ${more}) { totalCount pageInfo { endCursor hasNextPage hasPreviousPage } edges { node { ticketId } } }`,
        )
      ).tickets;
    const first = await page('first: 2');
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const all = [...ids(first, 'ticketId'), ...ids(second, 'ticketId')];
    expect(new Set(all).size).toBe(3);
  });

  it('shows a pair once in every list, under what it goes on as, and by its old id where that is asked for', async () => {
    const fields = `relationshipId type mergedFrom mergedInto { teamId departmentId effectiveAt } ${SCORE}`;
    const list = (filter: string, orderBy: string) =>
      `relationships(filter: { ${filter} }, orderBy: ${orderBy}, first: 5) { totalCount edges { node { ${fields} } } }`;
    const now = await answer(`
      byId: ${list(`teamId: "${desk}", departmentId: "${imaging}"`, 'ID')}
      ranked: ${list(`departmentId: "${imaging}"`, 'ATTENTION')}
      ofTeam: ${list(`teamId: "${desk}"`, 'ID')}
      old: ${list(`departmentId: "${ct}"`, 'ID')}
      relationship(teamId: "${desk}", departmentId: "${imaging}") { ${fields} }
      oldPair: relationship(teamId: "${network}", departmentId: "${ct}") { ${fields} }
      measureSeries(measure: TREATMENT, departmentId: "${imaging}") { state }`);
    const [node] = now.byId.edges.map((edge: { node: object }) => edge.node);
    expect(now.byId.totalCount).toBe(1);
    expect(node).toMatchObject({
      relationshipId: `${desk}.${imaging}`,
      // The one pair that had agreed on anything.
      type: 'PARTNERSHIP',
      mergedFrom: [`${desk}.${ct}`, `${network}.${ct}`],
      mergedInto: null,
    });
    expect(now.ranked).toEqual({ totalCount: 1, edges: [{ node }] });
    expect(ids(now.ofTeam, 'relationshipId')).toEqual([`${desk}.${imaging}`]);
    expect(now.relationship).toEqual(node);
    expect(ids(now.old, 'relationshipId')).toEqual([`${desk}.${ct}`]);
    expect(now.oldPair).toMatchObject({
      mergedFrom: [],
      mergedInto: { teamId: desk, departmentId: imaging, effectiveAt: TEAMS_MERGED },
    });
    const trials = Object.fromEntries(
      now.relationship.score.components.map((one: { component: string; trials: number; evidence: { totalCount: number } }) => {
        expect(one.evidence.totalCount).toBe(one.trials);
        return [one.component, one.trials];
      }),
    );
    expect(trials).toMatchObject({ RELIABILITY: 2, RESPONSIVENESS: 3, TREATMENT: 2 * RATERS.length });
  });

  it('tells each thing once in the timeline of what has become one', async () => {
    const timeline = (teamId: string, departmentId: string) =>
      `relationshipTimeline(teamId: "${teamId}", departmentId: "${departmentId}") { totalCount edges { node { eventId type at } } }`;
    const now = await answer(`
      all: ${timeline(desk, imaging)} a: ${timeline(desk, ct)} b: ${timeline(network, ct)}`);
    const events = ids(now.all, 'eventId');
    expect(now.all.totalCount).toBe(events.length);
    expect(new Set(events).size).toBe(events.length);
    // The old ids: the desk's pair has become one with the network's as well, the network's own is what it was.
    expect(ids(now.b, 'type')).toEqual(['TicketReassigned']);
    expect(events).toEqual(expect.arrayContaining([...ids(now.a, 'eventId'), ...ids(now.b, 'eventId')]));
    const moments = now.all.edges.map(({ node }: { node: { at: string } }) => node.at);
    expect(moments).toEqual([...moments].sort().reverse());
  });

  it('is as it was at every moment before: names, the tree, who is one with whom', async () => {
    const at = (moment: string) => `asOf: "${moment}"`;
    const shown = 'name currentName parentId parent { departmentId } formerNames { name }';
    const then = await answer(`
      start: department(id: "${imaging}", ${at(march(7))}) { ${shown} }
      renamed: department(id: "${imaging}", ${at(RENAMED)}) { ${shown} }
      reparented: department(id: "${imaging}", ${at(REPARENTED)}) { ${shown} }
      before: relationship(teamId: "${desk}", departmentId: "${imaging}", asOf: "${march(9)}") { mergedFrom interactions department { name } score { components { trials } } }
      between: relationship(teamId: "${desk}", departmentId: "${imaging}", asOf: "${march(11)}") { mergedFrom interactions }
      after: relationship(teamId: "${desk}", departmentId: "${imaging}", asOf: "${TEAMS_MERGED}") { mergedFrom interactions score(asOf: "${march(9)}") { components { trials } } }
      oldBefore: relationship(teamId: "${desk}", departmentId: "${ct}", asOf: "${march(9)}") { mergedInto { departmentId } }
      oldAfter: relationship(teamId: "${desk}", departmentId: "${ct}", asOf: "${MERGED}") { mergedInto { departmentId effectiveAt } }
      overviewBefore: departmentOverview(id: "${imaging}", asOf: "${march(9)}") { tickets { new inProgress } }
      silenceBefore: silenceList(departmentId: "${imaging}", asOf: "${march(9)}") { totalCount }`);
    expect(then).toMatchObject({
      start: { name: imaging, currentName: 'Imaging centre', parentId: null, parent: null, formerNames: [] },
      renamed: { name: 'Imaging centre', parentId: null, formerNames: [{ name: imaging }] },
      reparented: { name: 'Imaging centre', parentId: clinic, parent: { departmentId: clinic } },
      before: { mergedFrom: [], interactions: 1, department: { name: 'Imaging centre' } },
      between: { mergedFrom: [`${desk}.${ct}`], interactions: 2 },
      after: { mergedFrom: [`${desk}.${ct}`, `${network}.${ct}`], interactions: 2 },
      oldBefore: { mergedInto: null },
      oldAfter: { mergedInto: { departmentId: imaging, effectiveAt: MERGED } },
      overviewBefore: { tickets: { inProgress: 1, new: 0 } },
      silenceBefore: { totalCount: 1 },
    });
    expect(then.after.score).toEqual(then.before.score);
  });

  it('was not known before it was recorded', async () => {
    expect(await ask(EVERYTHING('atPosition', lived))).toEqual(asLived);
  });

  it('leaves the parts of what was split to begin anew, and its history with itself', async () => {
    const tickets = (departmentId: string) => `tickets(filter: { departmentId: "${departmentId}" }) { totalCount }`;
    const now = await answer(`
      origin: department(id: "${lab}") { splitInto splitAt splitFrom { departmentId } tickets { new inProgress } }
      part: department(id: "${blood}") { splitInto splitFrom { departmentId effectiveAt } tickets { new inProgress } }
      ofOrigin: ${tickets(lab)} ofBlood: ${tickets(blood)} ofTissue: ${tickets(tissue)}`);
    expect(now).toMatchObject({
      origin: { splitInto: [blood, tissue], splitAt: SPLIT, splitFrom: [], tickets: { new: 1 } },
      part: { splitInto: [], splitFrom: [{ departmentId: lab, effectiveAt: SPLIT }], tickets: { new: 0, inProgress: 0 } },
      ofOrigin: { totalCount: 1 },
      ofBlood: { totalCount: 0 },
      ofTissue: { totalCount: 0 },
    });
  });

  it('refuses what would happen under an old id, and says whom to name; what happened before is still told', async () => {
    const ticket = { kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };
    const refused = async (mutation: string, input: object) => (await server.send(mutation, input)).errors?.[0]?.extensions;
    expect(await refused('logTicket', { ...ticket, ticketId: named('late'), departmentId: ct })).toMatchObject({
      code: 'NOT_REGISTERED',
      field: 'departmentId',
      remedy: expect.stringContaining(imaging) as unknown,
    });
    expect(await refused('assignTicket', { ticketId: named('ct-silent'), teamId: network })).toMatchObject({
      code: 'NOT_REGISTERED',
      field: 'teamId',
      remedy: expect.stringContaining(desk) as unknown,
    });
    expect(await refused('mergeDepartment', { departmentId: ct, intoDepartmentId: clinic })).toMatchObject({
      code: 'ILLEGAL_MOVE',
      remedy: expect.stringContaining(imaging) as unknown,
    });
    const told = await server.send('logTicket', { ...ticket, ticketId: named('told'), departmentId: ct, occurredAt: march(9) });
    expect(told.errors).toBeUndefined();
  });
});
