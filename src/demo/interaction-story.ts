import * as c from '../domain/interaction/commands.js';
import { personOf, TEAMS } from './hospital.js';
import type { Pair } from './pairs.js';
import type { Random } from './random.js';
import { DAY, HOUR, later, ofDepartment, ofIt, type Story } from './story.js';

export interface Contact {
  readonly interactionId: string;
  readonly pair: Pair;
  readonly passed: number;
  readonly at: string;
  /** Absent when the contact concerns no ticket. */
  readonly ticketId?: string;
}

/** Tells one contact: channel, outcome and, independent of the outcome, how people were treated. */
export function tellContact(story: Story, { interactionId, pair, passed, at, ticketId }: Contact, random: Random): void {
  const { teamId, departmentId } = pair;
  const { kind, solved } = pair.character(passed);
  const channel =
    ticketId === undefined ? random.pick(['ROUNDING', 'MEETING', 'ONSITE']) : random.pick(['PHONE', 'CHAT', 'EMAIL', 'WALK_UP']);
  const direction = ticketId === undefined ? 'FROM_IT' : 'FROM_DEPARTMENT';
  story.tell(c.StartInteraction, at, { interactionId, teamId, departmentId, channel, direction });
  if (ticketId !== undefined) story.tell(c.LinkInteractionToTicket, at, { interactionId, ticketId });
  if (random.chance(0.05)) {
    const toTeamId = random.pick(TEAMS.map((team) => team.teamId).filter((other) => other !== teamId));
    story.tell(c.TransferInteraction, later(at, 2), { interactionId, toTeamId, warm: random.chance(kind) });
  }
  const minutes = random.between(3, 25);
  const ended = later(at, minutes);
  const outcome = random.chance(solved) ? 'RESOLVED' : random.pick(['PROGRESSED', 'ESCALATED', 'INFORMED', 'ABANDONED']);
  const durationSec = Math.round(minutes * 60);
  story.tell(c.EndInteraction, ended, { interactionId, outcome, nextStepAgreed: random.chance(kind), durationSec });
  if (random.chance(0.2)) {
    const expectedTreatmentRating = random.pick([3, 4, 4, 5]);
    const byRef = ofIt(pair).ref;
    story.tell(c.SelfAssessInteraction, later(ended, 5), { interactionId, byRef, expectedTreatmentRating });
  }
  // Independent of the outcome: how people are treated has little to do with whether the matter is solved.
  const treatedWell = random.chance(kind);
  if (random.chance(0.45)) {
    const givenAt = later(ended, random.between(0.2 * HOUR, 2 * DAY));
    const respondentRef = personOf(departmentId, random);
    story.tell(c.GiveInteractionFeedback, givenAt, {
      interactionId,
      respondentRef,
      actor: { kind: 'REQUESTER', ref: respondentRef },
      treatment: treatedWell ? random.pick([4, 5, 5]) : random.pick([1, 2, 3]),
      ease: treatedWell ? random.pick([5, 6, 7]) : random.pick([2, 3, 4]),
      informed: treatedWell ? random.pick([3, 4, 5]) : random.pick([1, 2, 3]),
      lostMinutes: Math.round(random.unit() ** 3 * 180),
      factors: treatedWell ? ['listened'] : ['felt rushed'],
      resolvedAtTime: outcome === 'RESOLVED',
    });
  }
  tellAfterthoughts(story, pair, interactionId, ended, treatedWell, random);
}

/** Thanks and concerns, in either direction. */
function tellAfterthoughts(
  story: Story,
  pair: Pair,
  interactionId: string,
  ended: string,
  treatedWell: boolean,
  random: Random,
): void {
  if (treatedWell && random.chance(0.06)) {
    const about = random.chance(0.85) ? 'IT' : 'DEPARTMENT';
    story.tell(c.GiveRecognition, later(ended, DAY), {
      interactionId,
      about,
      theme: random.pick(['patience', 'speed', 'clarity']),
      actor: about === 'IT' ? ofDepartment(pair) : ofIt(pair),
    });
  }
  if (!treatedWell && random.chance(0.25)) {
    const concernId = `${interactionId}-concern`;
    const theme = random.pick(['tone', 'no answer', 'sent elsewhere']);
    story.tell(c.RaiseConcern, later(ended, 2 * HOUR), { interactionId, concernId, about: 'IT', theme });
    if (random.chance(0.7))
      story.tell(c.AddressConcern, later(ended, random.between(DAY, 9 * DAY)), { interactionId, concernId });
  }
}
