import { RegisterDepartment, MergeDepartment } from '../domain/department/commands.js';
import { AdoptScoringPolicy, RecordRebasing } from '../domain/governance/commands.js';
import { RegisterInstrument } from '../domain/instrument.js';
import type { Command } from '../domain/kernel/command.js';
import { TransferRelationship } from '../domain/relationship/commands.js';
import { OWN_INSTRUMENT } from '../domain/survey/decider.js';
import { AdoptCalendar, AdoptTargets, RegisterServiceTeam } from '../domain/team/commands.js';
import { DEFAULT_POLICY } from '../measures/policy.js';
import { promises, deliveredAt, improvement, improves, beginning, month, survey } from './relationship-stories.js';
import { DEPARTMENTS, TEAMS, MERGED } from './hospital.js';
import { tellContact } from './interaction-story.js';
import { type Pair, PAIRS, pairsAt } from './pairs.js';
import { type Period, busyMoment, months, Story, DAY, later } from './story.js';
import { type Random, randomFrom } from './random.js';
import { TicketStory } from './ticket-story.js';

/** Registers departments, teams and the questionnaire. Comes first, because all other commands refer to them. */
function* organisation(demo: string, start: string, end: string): Iterable<Story> {
  for (const { people: _people, ...department } of DEPARTMENTS) {
    const story = new Story(`${demo}.${department.departmentId}`, end);
    story.tell(RegisterDepartment, start, department);
    yield story;
  }
  for (const { teamId, name, targets, calendar } of TEAMS) {
    const story = new Story(`${demo}.${teamId}`, end);
    story.tell(RegisterServiceTeam, start, { teamId, name });
    story.tell(AdoptTargets, start, { teamId, ...targets });
    if (calendar) story.tell(AdoptCalendar, start, { teamId, ...calendar });
    yield story;
  }
  const questionnaire = new Story(`${demo}.${OWN_INSTRUMENT.instrumentId}`, end);
  questionnaire.tell(RegisterInstrument, start, OWN_INSTRUMENT);
  yield questionnaire;
}

/** The default organisation id of an installation. */
const organizationId = 'hospital';

/** Half-way, the hospital adopts a scoring policy that gives treatment the greatest weight. */
function policy(demo: string, { from, index }: Period, end: string): Story {
  const story = new Story(`${demo}.policy.${index}`, end);
  const weights = { reliability: 150, responsiveness: 100, durability: 150, treatment: 350, transparency: 150, engagement: 100 };
  const { halfLifeDays, priorStrength } = DEFAULT_POLICY;
  const parameters = { weights, halfLifeDays, priorStrength, leastInformation: 3_500, leastCoverage: 600 };
  story.tell(AdoptScoringPolicy, from, { organizationId, name: 'people-first', version: '1', ...parameters });
  return story;
}

/** Rebases a measure after an improvement, because its level has changed. */
function rebasing(demo: string, asked: Period, end: string): Story {
  const story = new Story(`${demo}.rebasing.${asked.index}`, end);
  const at = deliveredAt(asked);
  const place = { measure: 'transparency', teamId: 'clinical-applications', departmentId: 'emergency', at };
  story.tell(RecordRebasing, later(at, 150 * DAY), { organizationId, ...place, reason: 'training held, level has risen' });
  return story;
}

/** Merges a department into another. Its history stays readable under both ids. */
function* merger(demo: string, { from }: Period, end: string): Iterable<Story> {
  const { departmentId, intoDepartmentId } = MERGED;
  const relationship = new Story(`${demo}.${departmentId}.transfer`, end);
  const successor = { successorTeamId: 'service-desk', successorDepartmentId: intoDepartmentId };
  relationship.tell(TransferRelationship, from, { teamId: 'service-desk', departmentId, ...successor, reason: 'merger' });
  yield relationship;
  const department = new Story(`${demo}.${departmentId}.merge`, end);
  department.tell(MergeDepartment, from, { departmentId, intoDepartmentId });
  yield department;
}

export interface DemoOptions {
  /** Selects the hospital: the same seed, years and end give the same commands. */
  readonly seed: number;
  readonly years: number;
  /** The end of its past, exclusive, in UTC. Stories are cut off there, so some tickets are still open. */
  readonly end: string;
}

const TICKETS_A_MONTH = 125;
/** Share of the tickets that have a contact between people. */
const CONTACT_SHARE = 0.7;
const OTHER_CONTACTS_A_MONTH = 25;
const busyPairs = ({ passed }: Period) => pairsAt(passed).flatMap((pair) => Array<Pair>(pair.busy).fill(pair));
/** When the surveys run and when the policy changes, as shares of the whole time. */
const SURVEYS_AT = [0.3, 0.8];
const POLICY_AT = 0.5;

/**
 * The past of a synthetic hospital, as the commands that would have been sent. Each batch writes to one stream and comes after
 * the batches that it refers to; the months are in order. Nothing in it ever happened.
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
    // Before the tickets, because their deadlines depend on the charters that the pairs agreed.
    for (const pair of pairsAt(period.passed)) yield month(demo, pair, period, end, random);
    yield* requests(demo, period, end, random);
    // A separate random sequence: changes to the stories below do not change those above.
    const more = randomFrom(`${demo}/${period.index}/more`);
    for (const pair of pairsAt(period.passed)) yield* promises(demo, pair, period, end, more);
    for (const [round, share] of SURVEYS_AT.entries()) {
      if (isMonthAt(period, share)) yield* askAll(demo, period, end, more, round === 0);
    }
    if (isMonthAt(period, POLICY_AT)) yield policy(demo, period, end);
  }
}

/** Surveys all departments about the teams that they work with. Only the first survey leads to improvements. */
function* askAll(demo: string, period: Period, end: string, random: Random, first: boolean): Iterable<Story> {
  for (const pair of pairsAt(period.passed)) {
    yield survey(demo, pair, period, end, random);
    if (first && improves(pair)) yield* improvement(demo, pair, period, end, random);
  }
  if (first) yield rebasing(demo, period, end);
}

/**
 * A month's tickets and contacts. Tickets are in the order in which they begin, because a ticket may refer to an earlier one; a
 * contact comes after its ticket.
 */
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
