import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { onEveryEngine } from '../../e2e/app/on-every-engine.js';
import { newCast, register, ticketOf } from '../../e2e/app/story.js';
import { randomFrom } from '../../support/random.js';
import { runs } from '../../support/runs.js';
import { until } from './until.js';

const SEEDS = [1, 2, 3, 4, 5].slice(0, runs(1, 5));
/** Read of one person: the title, what IT told them, and both once more among what is held about them. */
const ALL_WORDS = 4;
/** Of one kill. */
const PEOPLE = 8;
const MOST_MS = 400;
/** A lease of four seconds, what it takes to notice its end and to catch up, and a busy machine. */
const TAKE_OVER_MS = 30_000;

onEveryEngine('A server killed while people are erased', (server) => {
  const cast = newCast();
  beforeAll(() => register(server, cast));

  const ticketBy = (person: string) => `by-${person}`;
  /** What they say, and what IT says to them. Resolves to the position. */
  async function say(person: string): Promise<string> {
    const ticket = { ...ticketOf(cast, ticketBy(person), '2026-03-01T08:00:00Z'), requesterRef: person };
    await server.record('logTicket', { ...ticket, title: `Words of ${person}`, actor: { kind: 'REQUESTER', ref: person } });
    const update = { visibility: 'DEPARTMENT', human: true, proactive: true, occurredAt: '2026-03-01T09:00:00Z' };
    const told = { ...update, ticketId: ticketBy(person), text: `Words about ${person}` };
    return (await server.record('shareTicketUpdate', told)).position;
  }
  const erase = (person: string) =>
    server.ask('mutation ($i: EraseDataSubjectInput!) { eraseDataSubject(input: $i) { position } }', {
      i: { subject: person, reason: 'asked', commandId: `erase-${person}` },
    });
  /** How many words of theirs, and about them, anybody can read. */
  async function wordsOf(person: string, minPosition?: string): Promise<number> {
    const { data } = await server.ask(
      `query ($id: ID!, $person: String!, $p: Position) {
        ticket(id: $id, minPosition: $p) { title events(first: 10) { edges { node { data } } } }
        holdings(subject: $person) { texts { key } }
      }`,
      { id: ticketBy(person), person, p: minPosition },
    );
    const refs = data.ticket.events.edges.flatMap(
      ({ node }: { node: { data: { textRef?: string } } }) => node.data.textRef ?? [],
    );
    const kept = await Promise.all(
      refs.map(async (ref: string) => (await server.ask(`{ text(key: "${ref}") { state } }`)).data.text?.state === 'KEPT'),
    );
    return Number(data.ticket.title !== null) + kept.filter(Boolean).length + data.holdings.texts.length;
  }

  it.each(SEEDS)(
    'shows nothing again of whom it called erased, and erases the others when asked again (seed %i)',
    async (seed) => {
      const people = Array.from({ length: PEOPLE }, (_, n) => `person-${seed}-${n}-${cast.desk}`);
      const [stays, ...toErase] = people;
      let position: string | undefined;
      for (const person of people) position = await say(person);
      expect(await wordsOf(toErase[0]!, position)).toBe(ALL_WORDS);

      const erased: string[] = [];
      const unanswered: string[] = [];
      const asking = toErase.map((person) =>
        erase(person).then(
          ({ errors }) => void (errors ? unanswered : erased).push(person),
          () => void unanswered.push(person),
        ),
      );
      await pause(randomFrom(seed)() * MOST_MS);
      await server.kill();
      await Promise.all(asking);

      await server.serve();
      for (const person of erased) expect([person, await wordsOf(person)]).toEqual([person, 0]);
      // Where others wrote about them is known once the views have caught up, on servers when the dead one's lease has run out.
      for (const person of unanswered)
        await until(
          () => erase(person),
          ({ errors }) => !errors,
          TAKE_OVER_MS,
        );
      for (const person of toErase) expect([person, await wordsOf(person)]).toEqual([person, 0]);
      expect(await wordsOf(stays!)).toBe(ALL_WORDS);
      const feed = await fetch(`${server.url}/feed/events?after=start&until=end&types=DataSubjectErased`);
      const subjects = [...(await feed.text()).matchAll(/"subjectRef":"([^"]+)"/g)].map(([, subject]) => subject);
      expect(subjects.filter((subject) => people.includes(subject!)).sort()).toEqual([...toErase].sort());
    },
  );
});
