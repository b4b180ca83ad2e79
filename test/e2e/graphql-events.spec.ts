import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servedApp, type ServedApp } from '../support/app.js';

// The whole program is started first, on a machine that may be busy.
interface Told {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
}
const typesOf = ({ edges }: { edges: { node: Told }[] }) => edges.map(({ node }) => node.type);

describe('What is on record', () => {
  let app: ServedApp;
  /** Of each step, in order. */
  const positions: string[] = [];
  const record = async (name: string, input: string) => {
    const { data, errors } = await app.ask(`mutation { ${name}(input: { ${input} }) { position } }`);
    expect(errors).toBeUndefined();
    positions.push((data as Record<string, { position: string }>)[name]!.position);
  };
  beforeAll(async () => {
    app = await servedApp();
    await record('registerDepartment', 'departmentId: "lab", name: "Laboratory", kind: CLINICAL');
    await record('registerServiceTeam', 'teamId: "desk", name: "Service desk"');
    await record(
      'logTicket',
      'ticketId: "T1", departmentId: "lab", kind: INCIDENT, channel: PHONE, clinicalImpact: NONE, correlationId: "talk"',
    );
    await record('assignTicket', 'ticketId: "T1", teamId: "desk", correlationId: "talk"');
    await record('acknowledgeTicket', 'ticketId: "T1", byRef: "p7", human: true');
  });
  afterAll(() => app?.close());

  const ask = async (query: string) => {
    const { data, errors } = await app.ask(query.replaceAll('$now', JSON.stringify(positions.at(-1))));
    expect(errors).toBeUndefined();
    return data;
  };

  it('is read of a thing page by page, from both ends', async () => {
    const page =
      '{ totalCount edges { cursor node { id type revision data } } pageInfo { hasNextPage hasPreviousPage endCursor } }';
    const { ticket } = await ask(`{ ticket(id: "T1", minPosition: $now) { events(first: 2) ${page} } }`);
    expect(typesOf(ticket.events)).toEqual(['TicketLogged', 'TicketAssigned']);
    expect(ticket.events).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const after = JSON.stringify(ticket.events.pageInfo.endCursor);
    const next = await ask(`{ ticket(id: "T1") { events(after: ${after}) ${page} } }`);
    expect(typesOf(next.ticket.events)).toEqual(['TicketAcknowledged']);
    expect(next.ticket.events.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const newest = await ask(`{ ticket(id: "T1") { events(last: 1) ${page} } }`);
    expect(newest.ticket.events.edges).toEqual(next.ticket.events.edges);
    const before = await ask(`{ ticket(id: "T1") { events(last: 5, before: ${after}) ${page} } }`);
    expect(typesOf(before.ticket.events)).toEqual(['TicketLogged']);
  });

  it('is as it was known at a position', async () => {
    const at = JSON.stringify(positions[3]);
    const { ticket } = await ask(`{ ticket(id: "T1", atPosition: ${at}) { events { totalCount edges { node { id type } } } } }`);
    expect(typesOf(ticket.events)).toEqual(['TicketLogged', 'TicketAssigned']);
    const { correlation, streamEvents } = await ask(
      `{ correlation(id: "talk", atPosition: ${JSON.stringify(positions[2])}, minPosition: $now) { totalCount edges { node { type } } }
         streamEvents(stream: "ticket-T1", atPosition: ${at}) { totalCount } }`,
    );
    expect(correlation).toEqual({ totalCount: 1, edges: [{ node: { type: 'TicketLogged' } }] });
    expect(streamEvents.totalCount).toBe(2);
    const [{ id }] = ticket.events.edges.map(({ node }: { node: Told }) => node).slice(1);
    const { then, before } = await ask(`{
      then: event(id: "${id}", atPosition: ${at}) { type stream revision }
      before: event(id: "${id}", atPosition: ${JSON.stringify(positions[2])}) { type } }`);
    expect(then).toEqual({ type: 'TicketAssigned', stream: 'ticket-T1', revision: 1 });
    expect(before).toBeNull();
  });

  it('is found by an event’s id, and by what belongs to one conversation', async () => {
    const { correlation } = await ask(
      `{ correlation(id: "talk", minPosition: $now) { totalCount edges { node { id type correlationId } } } }`,
    );
    expect(typesOf(correlation)).toEqual(['TicketLogged', 'TicketAssigned']);
    const { id } = correlation.edges[1].node as Told;
    const { event, none } = await ask(`{ event(id: "${id}") { id type teamId correlationId data } none: event(id: "x") { id } }`);
    expect(event).toMatchObject({ id, type: 'TicketAssigned', correlationId: 'talk', data: { ticketId: 'T1' } });
    expect(none).toBeNull();
  });

  it('leads from a number to the events behind it', async () => {
    const { relationship } = await ask(`{ relationship(teamId: "desk", departmentId: "lab", minPosition: $now) {
      events { totalCount }
      score { components { component evidence { edges { node { eventIds events { id type } } } } } } } }`);
    expect(relationship.events.totalCount).toBe(0);
    for (const { evidence } of relationship.score.components) {
      for (const { node } of evidence?.edges ?? []) {
        expect(node.events.map(({ id }: Told) => id)).toEqual(node.eventIds);
      }
    }
  });

  it('is refused for what can be no stream', async () => {
    const { errors } = await app.ask('{ streamEvents(stream: "tickets-T1") { totalCount } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'stream' });
  });

  it('names the events that no view could take in, and none where all could', async () => {
    const { parkedEvents } = await ask('{ parkedEvents { totalCount edges { node { key } } } }');
    expect(parkedEvents).toEqual({ totalCount: 0, edges: [] });
    const { data, errors } = await app.ask('mutation { replayParked(input: { projection: "ticket" }) { replayed stillParked } }');
    expect([data, errors]).toEqual([{ replayParked: { replayed: 0, stillParked: 0 } }, undefined]);
    const unknown = await app.ask('mutation { dropParked(input: { projection: "tickets" }) { dropped } }');
    expect(unknown.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
