import { beforeAll, expect, it } from 'vitest';
import { readFeed } from '../../support/sse-client.js';
import { onEveryEngine } from './on-every-engine.js';
import { newCast, register, ticketOf } from './story.js';

onEveryEngine('Commands', (server) => {
  const cast = newCast();
  beforeAll(() => register(server, cast));

  /** The revision of a ticket's stream, as its view has it once that is up to date; null where there is no ticket. */
  const revisionOf = async (ticketId: string, minPosition: string) => {
    const query = 'query ($id: ID!, $p: Position) { ticket(id: $id, minPosition: $p) { revision } }';
    const { data, extensions } = await server.ask(query, { id: ticketId, p: minPosition });
    expect(extensions?.stale).not.toBe(true);
    return (data.ticket as { revision: number } | null)?.revision ?? null;
  };

  it('are seen by whoever asks with their position', async () => {
    const ticketId = `seen-${cast.desk}`;
    const { position, revision } = await server.record('logTicket', ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'));
    expect(await revisionOf(ticketId, position)).toBe(revision);
  });

  it('give the first result when repeated, also after a restart of the server', async () => {
    const ticketId = `repeated-${cast.desk}`;
    const input = { ...ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'), commandId: `once-${cast.desk}` };
    const first = await server.record('logTicket', input);
    expect(first.repeated).toBe(false);
    const later = await server.record('startTicketWork', { ticketId });
    const again = { ...first, repeated: true };
    expect(await server.record('logTicket', input)).toEqual(again);
    expect(await server.stop()).toBe(0);
    await server.serve();
    expect(await server.record('logTicket', input)).toEqual(again);
    expect(await revisionOf(ticketId, later.position)).toBe(later.revision);
  });

  /** The codes of a refusal, and the streams of ours that were written to from before it until after it. */
  const refused = async (mutation: string, input: object) => {
    const before = await server.record('registerServiceTeam', { teamId: named('before'), name: 'Before' });
    const { errors } = await server.send(mutation, input);
    await server.record('registerServiceTeam', { teamId: named('after'), name: 'After' });
    const streams: string[] = [];
    for (let position = before.position; streams.at(-1) !== `team-${named('after')}`;) {
      const [event] = await readFeed(`${server.url}/feed/events?after=${position}`, { count: 1 });
      position = event!.id!;
      const { subject } = JSON.parse(event!.data!) as { subject: string };
      if (subject.includes(cast.desk)) streams.push(subject);
    }
    return { codes: errors?.map(({ extensions }) => extensions.code), streams };
  };
  let refusals = 0;
  const named = (what: string) => `${what}${refusals}-${cast.desk}`;

  it.each([
    ['resolving a closed ticket', 'ILLEGAL_MOVE', 'resolveTicket', { workaround: false }],
    ['a team that is not registered', 'NOT_REGISTERED', 'assignTicket', { teamId: 'nobody' }],
    ['a department that nobody knows', 'NOT_REGISTERED', 'correctTicketDepartment', { toDepartmentId: 'nowhere' }],
  ])('refuse %s and append nothing', async (_, code, mutation, input) => {
    refusals += 1;
    const ticketId = named('ticket');
    await server.record('logTicket', ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'));
    if (code === 'ILLEGAL_MOVE') {
      await server.record('resolveTicket', { ticketId, workaround: false });
      await server.record('closeTicket', { ticketId });
    }
    const { codes, streams } = await refused(mutation, { ticketId, ...input });
    expect(codes).toEqual([code]);
    expect(streams).toEqual([`team-${named('after')}`]);
  });

  it('refuse another command under a used id and append nothing, also after a restart', async () => {
    refusals += 1;
    const ticketId = named('ticket');
    const ticket = { ...ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'), commandId: named('used') };
    await server.record('logTicket', ticket);
    expect(await server.stop()).toBe(0);
    await server.serve();
    const { codes, streams } = await refused('startTicketWork', { ticketId, commandId: ticket.commandId });
    expect(codes).toEqual(['COMMAND_ID_REUSED']);
    expect(streams).toEqual([`team-${named('after')}`]);
  });

  it('refuse feedback on an interaction that never started and append nothing', async () => {
    refusals += 1;
    const actor = { kind: 'REQUESTER', ref: 'r1' };
    const feedback = { interactionId: named('never'), respondentRef: 'r1', treatment: 4, actor };
    const { codes, streams } = await refused('giveInteractionFeedback', feedback);
    expect(codes).toEqual(['NOT_FOUND']);
    expect(streams).toEqual([`team-${named('after')}`]);
  });
});
