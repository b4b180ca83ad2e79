import { describe, expect, it } from '@jest/globals';
import { contactBookings, type ContactEvent } from '../../../projections/relationship/contacts.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { InteractionTransferred } from '../../../src/domain/interaction/events.js';
import { givenEvents, type Told } from './given-events.js';
import { contact, DEPARTMENT, march, met, rated, TEAM } from './stories.js';

/** All contacts of each team by cell and day, as the bookings sum up; what comes to nothing is left out. */
function sums(...facts: readonly Told[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const event of givenEvents(...facts) as RecordedEvent<ContactEvent>[]) {
    for (const { teamId, cell, startedAt, sign } of contactBookings(event)) {
      const place = `${teamId} ${cell} ${startedAt}`;
      all[place] = (all[place] ?? 0) + sign;
    }
  }
  return Object.fromEntries(Object.entries(all).filter(([, sum]) => sum !== 0));
}

const between = { interactionId: 'I1', departmentId: DEPARTMENT, teamId: 'pacs', fromTeamId: TEAM, toTeamId: 'pacs', warm: true };
const passed = (responses: number) => contact(march(4), InteractionTransferred({ ...between, startedAt: march(3), responses }));

describe('a contact that is passed on', () => {
  it('before the first answer waits for it at the new team, on the day it started', () => {
    expect(sums(met(march(3)), passed(0))).toEqual({ [`pacs unanswered ${march(3)}`]: 1 });
    expect(sums(met(march(3)), passed(0), rated(march(5), 5, true, 0, 'pacs'))).toEqual({ [`pacs solvedWell ${march(3)}`]: 1 });
  });
  it('after an answer leaves that one where it was given', () => {
    expect(sums(met(march(3)), rated(march(3), 1, false), passed(1), rated(march(5), 5, true, 1, 'pacs'))).toEqual({
      [`${TEAM} unsolvedBadly ${march(3)}`]: 1,
      [`pacs solvedWell ${march(3)}`]: 1,
    });
  });
  it('stays where it was when the event does not tell when it started', () => {
    expect(sums(met(march(3)), contact(march(4), InteractionTransferred(between)))).toEqual({
      [`${TEAM} unanswered ${march(3)}`]: 1,
    });
  });
});
