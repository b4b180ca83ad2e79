import type { Command } from '../domain/kernel/command.js';
import { tellContact } from './interaction-story.js';
import { organisation } from './organisation.js';
import { type Pair, PAIRS } from './pairs.js';
import { busyMoment, months, type Period } from './period.js';
import { type Random, randomFrom } from './random.js';
import { beginning, month } from './relationship-stories.js';
import { later, Story } from './story.js';
import { TicketStory } from './ticket-story.js';

export interface DemoOptions {
  /** Which hospital: the same seed, years and end give the same commands. */
  readonly seed: number;
  readonly years: number;
  /** The moment at which its past ends, in UTC: nothing is told from then on, so some tickets are still open. */
  readonly end: string;
}

const TICKETS_A_MONTH = 125;
/** Share of the tickets that come with a contact between people. */
const CONTACT_SHARE = 0.7;
const OTHER_CONTACTS_A_MONTH = 25;
const BUSY = PAIRS.flatMap((pair) => Array<Pair>(pair.busy).fill(pair));

/**
 * The past of a synthetic hospital, as the commands that would have been sent: batches of commands on one stream each, whatever they refer
 * to before them, and the months in order. Nothing in it ever happened.
 */
export function* demoCommands({ seed, years, end }: DemoOptions): Iterable<readonly Command[]> {
  const demo = `demo-${seed}`;
  for (const story of pastOf(demo, years, new Date(end).toISOString())) {
    if (story.commands.length > 0) yield story.commands;
  }
}

function* pastOf(demo: string, years: number, end: string): Iterable<Story> {
  for (const period of months(years, end)) {
    const random = randomFrom(`${demo}/${period.index}`);
    if (period.index === 0) {
      yield* organisation(demo, period.from, end);
      for (const pair of PAIRS) yield beginning(demo, pair, period.from, end, random);
    }
    // Before the tickets, whose deadlines rest on what the pairs agreed.
    for (const pair of PAIRS) yield month(demo, pair, period, end, random);
    yield* requests(demo, period, end, random);
  }
}

/** A month's tickets and contacts, by the moment they begin: a contact refers to its ticket, a ticket to an earlier one. */
function* requests(demo: string, period: Period, end: string, random: Random): Iterable<Story> {
  const moments = Array.from({ length: TICKETS_A_MONTH }, () => busyMoment(period, random)).sort();
  const latest = new Map<Pair, string>();
  for (const [place, at] of moments.entries()) {
    const pair = random.pick(BUSY);
    const ticketId = `demo-ticket-${period.index}-${place}`;
    const story = new Story(`${demo}.${ticketId}`, end);
    new TicketStory(story, ticketId, pair, period.passed, at, random).tell(latest.get(pair));
    latest.set(pair, ticketId);
    yield story;
    if (random.chance(CONTACT_SHARE)) yield contact(place, pair, later(at, random.between(1, 30)), ticketId);
  }
  for (let place = TICKETS_A_MONTH; place < TICKETS_A_MONTH + OTHER_CONTACTS_A_MONTH; place++) {
    yield contact(place, random.pick(BUSY), busyMoment(period, random));
  }

  function contact(place: number, pair: Pair, at: string, ticketId?: string): Story {
    const interactionId = `demo-contact-${period.index}-${place}`;
    const story = new Story(`${demo}.${interactionId}`, end);
    tellContact(story, { interactionId, pair, passed: period.passed, at, ticketId }, random);
    return story;
  }
}
