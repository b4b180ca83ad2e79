import { beforeAll, expect, it } from 'vitest';
import { onEveryEngine } from './on-every-engine.js';
import { newCast, register, tell, ticketOf } from './story.js';
import { everyView, type Moment } from './views-query.js';

onEveryEngine('Views', (server) => {
  const cast = newCast();
  const { desk, solved } = cast;
  let registered: string;
  let told: string;
  beforeAll(async () => {
    registered = await register(server, cast);
    told = await tell(server, cast);
  });

  /** All views' answers, as they come over the wire. */
  const answers = async (moment: Moment, position: string) => {
    const { data, errors, extensions } = await server.ask(everyView(cast, moment, position));
    expect(errors).toBeUndefined();
    expect(extensions?.stale).not.toBe(true);
    return data;
  };
  it('answer the same live and at the position where the log stands', async () => {
    const live = await answers('minPosition', told);
    expect(live.tickets.totalCount).toBe(2);
    expect(await answers('atPosition', told)).toEqual(live);
  });

  it('show the past at an earlier position', async () => {
    const past = await answers('atPosition', registered);
    expect(past).toMatchObject({
      team: { name: 'Service desk' },
      department: { name: 'Radiology', touchpoints: [] },
      ticket: null,
      tickets: { totalCount: 0 },
      interaction: null,
      silenceList: { totalCount: 0 },
      bounceMatrix: { total: 0 },
      relationshipTimeline: { totalCount: 0 },
    });
  });

  it('answer for a position byte by byte the same after later events, also on another server process', async () => {
    const before = JSON.stringify(await answers('atPosition', told));
    await server.record('logTicket', ticketOf(cast, `later-${desk}`, '2026-03-02T20:00:00Z'));
    const { position } = await server.record('reopenTicket', { ticketId: solved, reason: 'again' });
    expect(JSON.stringify(await answers('minPosition', position))).not.toBe(before);
    expect(JSON.stringify(await answers('atPosition', told))).toBe(before);
    await server.stop();
    await server.serve();
    expect(JSON.stringify(await answers('atPosition', told))).toBe(before);
  });

  it('refuse a position that the log has not come to', async () => {
    const { errors } = await server.ask(`{ team(id: "${desk}", atPosition: "~") { name } }`);
    expect(errors?.[0]?.extensions.code).toBe('INVALID_POSITION');
  });
});
