import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../projections/kit/day.js';
import { relationshipProjection } from '../../../projections/relationship/projection.js';
import { InteractionTransferred } from '../../../src/domain/interaction/events.js';
import * as t from '../../../src/domain/ticket/events.js';
import { fulfilled, made, withdrawn } from './commitment-stories.js';
import { documentOf, documentsOf } from './documents-of.js';
import type { Told } from './given-events.js';
import { assigned, contact, DEPARTMENT, held, logged, march, met, rated, reopened, resolved, TEAM, ticket } from './stories.js';
import { calledOff, heldWith, notHeld, planned } from './touchpoint-stories.js';

const KEY = `${TEAM}.${DEPARTMENT}`;
const relationship = (...facts: readonly Told[]) => documentOf(relationshipProjection, KEY, ...facts);
const tallies = (...facts: readonly Told[]) => relationship(...facts).components;
type OnDay = readonly [at: string, successes: number, trials: number];
/** All trials of one year, by day. */
const year2026 = (...days: readonly OnDay[]) => [
  {
    year: 2026,
    days: days.map(([at]) => dayOf(at)),
    successes: days.map(([, successes]) => successes),
    trials: days.map(([, , trials]) => trials),
  },
];

describe('responsiveness', () => {
  const DUE = march(2, 9);
  const clock = { teamId: TEAM, dueAt: DUE };
  const acknowledged = (at: string, human = true) =>
    ticket(at, t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human, clock }));

  it('books no trial where no target is in force', () => {
    expect(tallies(logged(), assigned()).responsiveness).toEqual([]);
  });
  it('counts as failed on the day it is due until somebody answers', () => {
    expect(tallies(logged(), assigned(march(1, 9), DUE)).responsiveness).toEqual(year2026([DUE, 0, 1]));
  });
  it('counts as a success at the moment of an answer in time', () => {
    expect(tallies(logged(), assigned(march(1, 9), DUE), acknowledged(march(1, 12))).responsiveness).toEqual(
      year2026([march(1), 1, 1]),
    );
  });
  it('is in time at the very moment it is due', () => {
    expect(tallies(assigned(march(1, 9), DUE), acknowledged(DUE)).responsiveness).toEqual(year2026([DUE, 1, 1]));
  });
  it('stays failed on the due day when the answer comes late', () => {
    expect(tallies(assigned(march(1, 9), DUE), acknowledged(march(5))).responsiveness).toEqual(year2026([DUE, 0, 1]));
  });
  it('is not stopped by an autoresponder', () => {
    expect(tallies(assigned(march(1, 9), DUE), acknowledged(march(1, 9), false)).responsiveness).toEqual(year2026([DUE, 0, 1]));
  });
  it('counts for the team whose clock it is, though another answers', () => {
    const other = ticket(
      march(1, 12),
      t.TicketAcknowledged({ ...held, teamId: 'network', from: 'NEW', byRef: 'p', human: true, clock }),
    );
    expect(tallies(assigned(march(1, 9), DUE), other).responsiveness).toEqual(year2026([march(1), 1, 1]));
  });
  it.each([
    ['cancelled', t.TicketCancelled({ ...held, from: 'NEW', clock })],
    ['merged', t.TicketMerged({ ...held, from: 'NEW', intoTicketId: 'T2', clock })],
  ])('is withdrawn when the ticket is %s by the deadline, and stays failed after it', (_, fact) => {
    expect(tallies(assigned(march(1, 9), DUE), ticket(march(1, 10), fact)).responsiveness).toEqual([]);
    expect(tallies(assigned(march(1, 9), DUE), ticket(DUE, fact)).responsiveness).toEqual([]);
    expect(tallies(assigned(march(1, 9), DUE), ticket(march(2, 10), fact)).responsiveness).toEqual(year2026([DUE, 0, 1]));
  });
});

describe('durability', () => {
  const HELD_UNTIL = march(20);
  const solved = resolved(march(6), HELD_UNTIL);
  const resolution = { resolvedAt: march(6), heldUntil: HELD_UNTIL };

  it('counts as held on the day the window ends', () => {
    expect(relationship(solved)).toMatchObject({ components: { durability: year2026([HELD_UNTIL, 1, 1]) }, resolutions: 1 });
  });
  it('fails on the day of a reopening within the window', () => {
    expect(tallies(solved, reopened(march(9), resolution)).durability).toEqual(year2026([march(9), 0, 1]));
  });
  it('stands when the ticket is reopened after the window', () => {
    expect(tallies(solved, reopened(march(20), resolution)).durability).toEqual(year2026([HELD_UNTIL, 1, 1]));
  });
  it('books the next cycle beside the failed one', () => {
    const again = resolved(march(10), march(24), 2);
    const both = relationship(solved, reopened(march(9), resolution), again);
    expect(both.components.durability).toEqual(year2026([march(9), 0, 1], [march(24), 1, 1]));
    expect(both.resolutions).toBe(2);
  });
});

describe('transparency', () => {
  const update = (at: string, nextUpdateBy?: string, due?: string) =>
    ticket(
      at,
      t.TicketUpdateShared({
        ...held,
        visibility: 'DEPARTMENT',
        proactive: true,
        human: true,
        ...(nextUpdateBy ? { nextUpdateBy } : {}),
        ...(due ? { answers: { teamId: TEAM, dueAt: due } } : {}),
      }),
    );

  it('counts a promised word as failed when due until it comes', () => {
    expect(tallies(update(march(2), march(4))).transparency).toEqual(year2026([march(4), 0, 1]));
  });
  it('lets one event answer the old promise and give the next', () => {
    expect(tallies(update(march(2), march(4)), update(march(3), march(6), march(4))).transparency).toEqual(
      year2026([march(3), 1, 1], [march(6), 0, 1]),
    );
  });
  it('stays failed when the word comes late', () => {
    expect(tallies(update(march(2), march(4)), update(march(5), undefined, march(4))).transparency).toEqual(
      year2026([march(4), 0, 1]),
    );
  });
  it('takes the promise of an acknowledgement and of a hold, and the answer of a resolution', () => {
    const acknowledged = t.TicketAcknowledged({ ...held, from: 'NEW', byRef: 'p', human: true, expectedNextUpdateBy: march(4) });
    const hold = t.TicketPlacedOnHold({
      ...held,
      from: 'IN_PROGRESS',
      reason: 'AWAITING_VENDOR',
      agreedWithRequester: true,
      nextUpdateBy: march(8),
      answers: { teamId: TEAM, dueAt: march(4) },
    });
    const solved = t.TicketResolved({
      ...held,
      from: 'ON_HOLD',
      cycle: 1,
      workaround: false,
      loggedAt: march(1),
      heldUntil: march(20),
      answers: { teamId: TEAM, dueAt: march(8) },
    });
    const told = [ticket(march(2), acknowledged), ticket(march(3), hold), ticket(march(7), solved)];
    expect(tallies(...told).transparency).toEqual(year2026([march(3), 1, 1], [march(7), 1, 1]));
  });
  it.each([
    ['cancelled', t.TicketCancelled({ ...held, from: 'NEW', answers: { teamId: TEAM, dueAt: march(4) } })],
    ['merged', t.TicketMerged({ ...held, from: 'NEW', intoTicketId: 'T2', answers: { teamId: TEAM, dueAt: march(4) } })],
  ])('withdraws what is still to come when the ticket is %s, not what was missed', (_, fact) => {
    expect(tallies(update(march(2), march(4)), ticket(march(3), fact)).transparency).toEqual([]);
    expect(tallies(update(march(2), march(4)), ticket(march(5), fact)).transparency).toEqual(year2026([march(4), 0, 1]));
  });
  it('takes an internal note for no promise', () => {
    const note = t.TicketUpdateShared({ ...held, visibility: 'INTERNAL', proactive: false, human: true, nextUpdateBy: march(4) });
    expect(documentsOf(relationshipProjection, ticket(march(2), note)).size).toBe(0);
  });
});

describe('reliability', () => {
  it('counts a commitment as missed when it is due until it is fulfilled', () => {
    expect(tallies(made).reliability).toEqual(year2026([march(5), 0, 1]));
    expect(tallies(made, fulfilled(march(4))).reliability).toEqual(year2026([march(4), 1, 1]));
  });
  it('stays missed on the due day when it is fulfilled late', () => {
    expect(tallies(made, fulfilled(march(6))).reliability).toEqual(year2026([march(5), 0, 1]));
  });
  it('does not count what the department withdrew', () => {
    expect(tallies(made, withdrawn).reliability).toEqual([]);
  });
});

describe('engagement', () => {
  const missed = year2026([march(10), 0, 1]);

  it('counts a planned meeting as missed until it is held', () => {
    expect(tallies(planned).engagement).toEqual(missed);
    expect(tallies(planned, notHeld).engagement).toEqual(missed);
  });
  it('counts as a success on the day it was held with both sides', () => {
    expect(tallies(planned, heldWith(['p1'], ['p2'])).engagement).toEqual(year2026([march(12), 1, 1]));
  });
  it('stays missed when one side did not come', () => {
    expect(tallies(planned, heldWith(['p1'], [])).engagement).toEqual(missed);
    expect(tallies(planned, heldWith([], ['p2'])).engagement).toEqual(missed);
  });
  it('does not count what the end of the relationship called off', () => {
    expect(relationship(planned, calledOff)).toMatchObject({ state: 'ENDED', components: { engagement: [] } });
  });
});

describe('treatment and contacts', () => {
  const cells = {
    year: 2026,
    days: [dayOf(march(3))],
    solvedWell: [0],
    solvedBadly: [0],
    unsolvedWell: [0],
    unsolvedBadly: [0],
    unanswered: [0],
  };

  it('counts a contact as unanswered on the day it started', () => {
    expect(relationship(met())).toMatchObject({ interactions: 1, contacts: [{ ...cells, unanswered: [1] }] });
  });
  it.each([
    [5, true, 'solvedWell', 1],
    [3, true, 'solvedBadly', 0],
    [4, false, 'unsolvedWell', 1],
    [1, false, 'unsolvedBadly', 0],
  ])('an answer of %i, solved %s, counts as %s on the day of the contact', (treatment, solved, cell, s) => {
    const { contacts, components } = relationship(met(), rated(march(5), treatment, solved));
    expect(contacts).toEqual([{ ...cells, [cell]: [1] }]);
    expect(components.treatment).toEqual(year2026([march(5), s, 1]));
  });
  it('goes along, unanswered, when the contact is passed on', () => {
    const passed = InteractionTransferred({
      interactionId: 'I1',
      departmentId: DEPARTMENT,
      teamId: 'pacs',
      fromTeamId: TEAM,
      toTeamId: 'pacs',
      warm: true,
      startedAt: march(3),
      responses: 0,
    });
    const documents = documentsOf(relationshipProjection, met(), contact(march(4), passed));
    expect(documents.get(KEY)?.contacts).toEqual([]);
    expect(documents.get(`pacs.${DEPARTMENT}`)?.contacts).toEqual([{ ...cells, unanswered: [1] }]);
  });
  it('counts a second answer beside the first', () => {
    const { contacts } = relationship(met(), rated(march(5), 5, true), rated(march(6), 1, true, 1));
    expect(contacts).toEqual([{ ...cells, solvedWell: [1], solvedBadly: [1] }]);
  });
});

describe('a correction of the department', () => {
  const corrected = ticket(
    march(10),
    t.TicketDepartmentCorrected({
      ticketId: 'T1',
      teamId: TEAM,
      fromDepartmentId: DEPARTMENT,
      toDepartmentId: 'surgery',
      state: 'RESOLVED',
      loggedAt: march(1),
      record: {
        acknowledgement: { teamId: TEAM, dueAt: march(2), acknowledgedAt: march(1, 12) },
        promises: [{ teamId: TEAM, dueAt: march(12) }],
        resolutions: [{ teamId: TEAM, resolvedAt: march(6), heldUntil: march(20) }],
      },
    }),
  );
  const before = [
    assigned(march(1, 9), march(2)),
    ticket(
      march(1, 12),
      t.TicketAcknowledged({
        ...held,
        from: 'NEW',
        byRef: 'p',
        human: true,
        clock: { teamId: TEAM, dueAt: march(2) },
        expectedNextUpdateBy: march(12),
      }),
    ),
    resolved(march(6), march(20)),
  ];

  it('moves everything that counted, open or settled, to the right one', () => {
    const documents = documentsOf(relationshipProjection, ...before, corrected);
    expect(documents.get(KEY)).toMatchObject({
      resolutions: 0,
      components: { responsiveness: [], durability: [], treatment: [], transparency: [] },
    });
    expect(documents.get(`${TEAM}.surgery`)).toMatchObject({
      resolutions: 1,
      components: {
        responsiveness: year2026([march(1), 1, 1]),
        durability: year2026([march(20), 1, 1]),
        transparency: year2026([march(12), 0, 1]),
      },
    });
  });
  it('lets what follows count for the right one', () => {
    const word = t.TicketUpdateShared({
      ...held,
      departmentId: 'surgery',
      visibility: 'DEPARTMENT',
      proactive: true,
      human: true,
      answers: { teamId: TEAM, dueAt: march(12) },
    });
    const documents = documentsOf(relationshipProjection, ...before, corrected, ticket(march(11), word));
    expect(documents.get(`${TEAM}.surgery`)?.components.transparency).toEqual(year2026([march(11), 1, 1]));
  });
});
