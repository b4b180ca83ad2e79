import type { Command } from '../domain/kernel/command.js';
import { promises } from './commitment-story.js';
import { merger, policy, rebasing } from './governance-story.js';
import { MERGED } from './hospital.js';
import { improvement, improves } from './improvement-story.js';
import { tellContact } from './interaction-story.js';
import { organisation } from './organisation.js';
import { type Pair, PAIRS, pairsAt } from './pairs.js';
import { busyMoment, months, type Period } from './period.js';
import { type Random, randomFrom } from './random.js';
import { beginning, month } from './relationship-stories.js';
import { later, Story } from './story.js';
import { survey } from './survey-story.js';
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
const busyPairs = ({ passed }: Period) => pairsAt(passed).flatMap((pair) => Array<Pair>(pair.busy).fill(pair));
/** When the departments are asked, and when the policy changes, as shares of the whole time. */
const SURVEYS_AT = [0.3, 0.8];
const POLICY_AT = 0.5;

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
  const isMonthAt = ({ index }: Period, share: number) => index === Math.ceil(share * years * 12);
  for (const period of months(years, end)) {
    const random = randomFrom(`${demo}/${period.index}`);
    if (period.index === 0) {
      yield* organisation(demo, period.from, end);
      for (const pair of PAIRS) yield beginning(demo, pair, period.from, end, random);
    }
    if (isMonthAt(period, MERGED.passed)) yield* merger(demo, period, end);
    // Before the tickets, whose deadlines rest on what the pairs agreed.
    for (const pair of pairsAt(period.passed)) yield month(demo, pair, period, end, random);
    yield* requests(demo, period, end, random);
    // Chance of their own: what is told above stays the same whatever is told here.
    const more = randomFrom(`${demo}/${period.index}/more`);
    for (const pair of pairsAt(period.passed)) yield* promises(demo, pair, period, end, more);
    for (const [round, share] of SURVEYS_AT.entries()) {
      if (isMonthAt(period, share)) yield* askAll(demo, period, end, more, round === 0);
    }
    if (isMonthAt(period, POLICY_AT)) yield policy(demo, period, end);
  }
}

/** Everybody is asked about the teams they work with; the first time something is done about it. */
function* askAll(demo: string, period: Period, end: string, random: Random, first: boolean): Iterable<Story> {
  for (const pair of pairsAt(period.passed)) {
    yield survey(demo, pair, period, end, random);
    if (first && improves(pair)) yield* improvement(demo, pair, period, end, random);
  }
  if (first) yield rebasing(demo, period, end);
}

/** A month's tickets and contacts, by the moment they begin: a contact refers to its ticket, a ticket to an earlier one. */
function* requests(demo: string, period: Period, end: string, random: Random): Iterable<Story> {
  const moments = Array.from({ length: TICKETS_A_MONTH }, () => busyMoment(period, random)).sort();
  const busy = busyPairs(period);
  const latest = new Map<Pair, TicketStory>();
  for (const [place, at] of moments.entries()) {
    const pair = random.pick(busy);
    const ticketId = `demo-ticket-${period.index}-${place}`;
    const story = new Story(`${demo}.${ticketId}`, end, pair);
    const ticket = new TicketStory(story, ticketId, pair, period.passed, at, random);
    ticket.tell(latest.get(pair));
    latest.set(pair, ticket);
    yield story;
    if (random.chance(CONTACT_SHARE)) yield contact(place, pair, later(at, random.between(1, 30)), ticketId);
  }
  for (let place = TICKETS_A_MONTH; place < TICKETS_A_MONTH + OTHER_CONTACTS_A_MONTH; place++) {
    yield contact(place, random.pick(busy), busyMoment(period, random));
  }

  function contact(place: number, pair: Pair, at: string, ticketId?: string): Story {
    const interactionId = `demo-contact-${period.index}-${place}`;
    const story = new Story(`${demo}.${interactionId}`, end, pair);
    tellContact(story, { interactionId, pair, passed: period.passed, at, ticketId }, random);
    return story;
  }
}
