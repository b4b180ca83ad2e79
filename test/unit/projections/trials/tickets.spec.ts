import { describe, expect, it } from 'vitest';
import type { DayTrial } from '../../../../projections/trials/documents.js';
import { trialsProjection } from '../../../../projections/trials/projection.js';
import { Settings } from '../../../../projections/trials/settings.js';
import { type Fact, withCallsAt } from '../../../../projections/trials/ticket-facts.js';
import { ticketStory } from '../../../../projections/trials/ticket-story.js';
import { documentsOf } from '../documents-of.js';
import type { GivenEvent } from '../given-events.js';
import * as life from './ticket-life.js';
import {
  at,
  call,
  chased,
  DAY,
  hold,
  logged,
  reopened,
  replied,
  resolved,
  resumed,
  targets,
  taken,
  word,
} from './ticket-life.js';

/** Every trial that counts by a moment, as `component team success at`, in order; of the days all of which are over. */
function trials(component: DayTrial['counted'], ...facts: readonly GivenEvent[]): readonly string[] {
  const found: DayTrial[] = [];
  for (const document of documentsOf(trialsProjection, ...facts).values()) {
    if (document.kind === 'DAY') found.push(...document.trials.filter(({ counted }) => counted === component));
  }
  return found
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ teamId, departmentId, success, at: moment, from, until }) =>
      [
        `${teamId}.${departmentId}`,
        success ? 'kept' : 'missed',
        moment,
        ...(from === moment ? [] : [`from ${from}`]),
        ...(until ? [`until ${until}`] : []),
      ].join(' '),
    );
}
const settingsOf = (...facts: readonly GivenEvent[]) =>
  new Settings([...documentsOf(trialsProjection, ...facts).values()].filter((one) => one.kind === 'SETTINGS'));
const begun = [targets(), logged(), taken()] as const;
const responsiveness = (...facts: readonly GivenEvent[]) => trials('responsiveness', ...begun, ...facts);
const transparency = (...facts: readonly GivenEvent[]) => trials('transparency', ...begun, ...facts);
const END_OF_DAY_0 = '2026-03-02T23:59:59.999Z';
const endOfDay = (day: number) => new Date(Date.parse(END_OF_DAY_0) + day * DAY * 60_000).toISOString();

describe('a cycle of a ticket (responsiveness)', () => {
  it('counts at acknowledgeBy, answered or not', () => {
    expect(responsiveness()).toEqual([`desk.ward missed ${at(60)}`]);
    expect(responsiveness(word(10))).toEqual([`desk.ward kept ${at(60)}`]);
    expect(responsiveness(word(60))).toEqual([`desk.ward kept ${at(60)}`]);
    expect(responsiveness(word(61))).toEqual([`desk.ward missed ${at(60)}`]);
  });
  it('is none where nobody adopted a target, or no team had it by then', () => {
    expect(trials('responsiveness', logged(), taken())).toEqual([]);
    expect(trials('responsiveness', targets(), logged(), taken(90))).toEqual([]);
  });
  it('is none when the cycle ended before without a word', () => {
    expect(responsiveness(life.cancelled(30))).toEqual([]);
    expect(responsiveness(word(10), life.cancelled(30))).toEqual([`desk.ward kept ${at(60)}`]);
    expect(responsiveness(life.cancelled(60))).toEqual([`desk.ward missed ${at(60)}`]);
    expect(responsiveness(resolved(10, { actorKind: 'SYSTEM' }), life.closed(20), word(30))).toEqual([]);
  });
  it('begins again with a reopening and with a rejection', () => {
    const again = [word(5), resolved(10), reopened(100)];
    expect(responsiveness(...again, word(110))).toEqual([`desk.ward kept ${at(60)}`, `desk.ward kept ${at(160)}`]);
    expect(responsiveness(word(5), resolved(10), life.rejected(100))).toContain(`desk.ward missed ${at(160)}`);
  });
  it('is one of two where both begin in one millisecond', () =>
    expect(responsiveness(word(0), resolved(0), reopened(0), word(5))).toEqual([
      `desk.ward kept ${at(60)}`,
      `desk.ward kept ${at(60)}`,
    ]));
  it('does not begin again with a rejection that is told of a ticket that is open again', () => {
    const again = [word(5), resolved(10), reopened(100)];
    expect(responsiveness(...again, life.rejected(130))).toEqual(responsiveness(...again));
    expect(trials('durability', logged(), taken(), ...again, life.rejected(130))).toHaveLength(1);
  });
  it('is of the team that has the ticket then, by the clock of the first one', () => {
    const other = targets({ acknowledgeMinutes: 5 }, 'network');
    expect(responsiveness(other, taken(30, 'network'))).toEqual([`network.ward missed ${at(60)}`]);
    expect(responsiveness(life.returned(30))).toEqual([`desk.ward missed ${at(60)}`]);
    // Also where it took the ticket in the next cycle only.
    expect(responsiveness(word(5), resolved(10), reopened(30), taken(40, 'network'))).toEqual([
      `network.ward kept ${at(60)}`,
      `network.ward missed ${at(90)}`,
    ]);
  });
  it('follows the charter of the pair before the target of the team', () => {
    expect(trials('responsiveness', targets(), life.charter({ acknowledgeMinutes: 10 }), logged(), taken())).toEqual([
      `desk.ward missed ${at(10)}`,
    ]);
  });
  it('is answered by a call that began after it; not by an abandoned one, nor by that in which it was logged', () => {
    expect(responsiveness(...call(20, 30))).toEqual([`desk.ward kept ${at(60)}`]);
    expect(responsiveness(...call(20, 30, 'INFORMED'))).toEqual([`desk.ward kept ${at(60)}`]);
    expect(responsiveness(...call(20, 30, 'ABANDONED'))).toEqual([`desk.ward missed ${at(60)}`]);
    expect(responsiveness(...call(0))).toEqual([`desk.ward missed ${at(60)}`]);
  });
  it('that was answered by a call stands missed until it is said that the call was about it', () => {
    expect(responsiveness(...call(20, 5_000))).toEqual([
      `desk.ward missed ${at(60)} until ${at(5_000)}`,
      `desk.ward kept ${at(60)} from ${at(5_000)}`,
    ]);
    expect(responsiveness(...call(20, 5_000, 'ABANDONED'))).toEqual([`desk.ward missed ${at(60)}`]);
  });
  it('is not answered by what SYSTEM resolves', () =>
    expect(responsiveness(resolved(10, { actorKind: 'SYSTEM' }))).toEqual([`desk.ward missed ${at(60)}`]));
});

describe('a resolution (durability)', () => {
  const durability = (...facts: readonly GivenEvent[]) => trials('durability', ...begun, ...facts);
  it('counts when its days are over, whether it held or not', () => {
    expect(durability(resolved(10))).toEqual([`desk.ward kept ${at(10 + 14 * DAY)}`]);
    expect(durability(resolved(10), reopened(2 * DAY))).toEqual([`desk.ward missed ${at(10 + 14 * DAY)}`]);
  });
  it('includes the last instant of its window', () => {
    expect(durability(resolved(10), reopened(10 + 14 * DAY))).toEqual([`desk.ward missed ${at(10 + 14 * DAY)}`]);
    expect(durability(resolved(10), reopened(11 + 14 * DAY))).toEqual([`desk.ward kept ${at(10 + 14 * DAY)}`]);
  });
  it('follows a correction of its history: moved, or not undone after all', () => {
    const moved = [{ type: 'TicketResolved' as const, was: at(10), at: at(5) }];
    expect(durability(resolved(10), life.historyCorrected(20, { moved }))).toEqual([`desk.ward kept ${at(5 + 14 * DAY)}`]);
    const withdrawn = [{ type: 'TicketReopened' as const, at: at(15) }];
    expect(durability(resolved(10), reopened(15), life.historyCorrected(20, { withdrawn }))).toEqual([
      `desk.ward kept ${at(10 + 14 * DAY)}`,
    ]);
  });
  it('is of the team that is said to have resolved it, whoever has it', () =>
    expect(durability(resolved(10, {}, 'network'))).toEqual([`network.ward kept ${at(10 + 14 * DAY)}`]));
  it('has fourteen days where the team adopted none, and is undone by a rejection', () =>
    expect(trials('durability', logged(), taken(), resolved(0), life.rejected(1))).toEqual([`desk.ward missed ${at(14 * DAY)}`]));
});

describe('a ticket-day (transparency)', () => {
  it('counts at its last millisecond', () => {
    expect(transparency(word(10, 90), word(80, 100))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]);
    expect(transparency(word(10, 90), resolved(80))).toEqual([`desk.ward kept ${END_OF_DAY_0}`]);
  });
  it('is one for twenty updates in twenty minutes', () => {
    const updates = Array.from({ length: 20 }, (_, n) => word(1 + n));
    expect(transparency(...updates, resolved(40))).toEqual([`desk.ward kept ${END_OF_DAY_0}`]);
  });
  it('keeps a miss though another word is promised later that day', () => {
    expect(transparency(word(10, 20), word(30, 60), resolved(50))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]);
    const unanswered = [word(10, 60), resolved(90, { actorKind: 'SYSTEM' }), reopened(100)];
    expect(transparency(...unanswered, word(110, 2 * DAY), resolved(DAY))).toEqual([
      `desk.ward missed ${END_OF_DAY_0}`,
      `desk.ward kept ${endOfDay(2)}`,
    ]);
  });
  it('counts a promise answered before its time at the end of its due day', () =>
    expect(transparency(word(10, 3 * DAY), resolved(DAY))).toEqual([`desk.ward kept ${endOfDay(3)}`]));
  it('does not count a promise that ended otherwise before its time', () => {
    expect(transparency(word(10, 3 * DAY), life.cancelled(DAY))).toEqual([]);
    expect(transparency(word(10, 3 * DAY), resolved(DAY, { actorKind: 'SYSTEM' }))).toEqual([]);
    // At its very moment it has fallen due.
    expect(transparency(word(10, 3 * DAY), life.cancelled(3 * DAY))).toEqual([`desk.ward missed ${endOfDay(3)}`]);
  });
  it('is not answered by a hold that no person placed, though its promise counts', () => {
    const bySystem = { actorKind: 'SYSTEM' } as const;
    expect(transparency(word(5), hold(20, true))).toEqual([`desk.ward kept ${END_OF_DAY_0}`]);
    expect(transparency(word(5), hold(20, true, undefined, bySystem))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]);
    expect(transparency(word(5), hold(20, true, 2 * DAY, bySystem), word(30), resolved(2 * DAY))).toContain(
      `desk.ward kept ${endOfDay(2)}`,
    );
  });
  it('has no further word due by a hand-over', () =>
    expect(transparency(targets(undefined, 'network'), word(10, 3 * DAY), taken(60, 'network'))).toEqual([
      `network.ward missed ${endOfDay(3)}`,
    ]));
  it('begins the next wait at the promised end of a hold, though the ticket is resolved at that moment', () => {
    const lateOnDay3 = 3 * DAY + 15 * 60 + 30;
    expect(transparency(word(5), hold(20, true, lateOnDay3), word(DAY), resolved(lateOnDay3))).toEqual([
      `desk.ward kept ${endOfDay(3)}`,
      `desk.ward kept ${endOfDay(4)}`,
    ]);
  });
  it('has one word due where a reply asks for it by the very moment by which it is due already', () => {
    const facts = [...documentsOf(trialsProjection, ...begun, word(10), replied(10)).values()].find(
      (one) => one.kind === 'TICKET',
    )!;
    const story = ticketStory(facts, 'ward', settingsOf(targets()));
    expect(story.words.filter(({ outcome }) => outcome === 'MISSED').map(({ dueAt }) => dueAt)).toEqual([at(130)]);
  });
  it('fails when the department had to chase, though every word came in time', () =>
    expect(transparency(word(10), chased(60), word(70), resolved(110))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]));
  it('falls due once for a word that stays away', () =>
    expect(transparency(word(10, 60))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]));
  it('is of each team that had the ticket when a word of its own fell due', () => {
    const facts = [word(10, 90), taken(60, 'network'), word(80, 200), resolved(190)];
    expect(transparency(...facts)).toEqual([`network.ward kept ${END_OF_DAY_0}`]);
    expect(transparency(word(10, 50), taken(60, 'network'), chased(70), resolved(80))).toEqual([
      `desk.ward missed ${END_OF_DAY_0}`,
      `network.ward missed ${END_OF_DAY_0}`,
    ]);
    expect(transparency(word(10, 50), life.returned(20))).toEqual([]);
  });
  it('judges a word told late by when it happened', () =>
    expect(transparency(word(5), resolved(50), word(20, 90))).toEqual([`desk.ward kept ${END_OF_DAY_0}`]));
  it.each([
    ['a reopening', [word(5), resolved(10), reopened(60)], 180],
    ['a rejected resolution', [word(5), resolved(10), life.rejected(60)], 180],
    ['the end of an agreed hold', [word(5), hold(20, true), resumed(60)], 180],
    ['the promised end of a hold, when a word came before', [word(5), hold(20, true, 60), word(30)], 180],
    ['a reply during a hold', [word(5), hold(20, true), replied(60)], 180],
    ['a word during a hold that the requester did not agree to', [word(5), hold(20, false), word(60)], 180],
  ])('has a word due after the target’s time by %s', (_, facts, due) => {
    expect(transparency(...facts, resolved(due))).toEqual([`desk.ward kept ${END_OF_DAY_0}`]);
    expect(transparency(...facts, resolved(due + 1))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]);
  });
  it('has a word due after the target’s time by a chase', () => {
    const slow = targets({ updateMinutes: 2 * DAY });
    expect(trials('transparency', slow, logged(), taken(), hold(20, true), chased(60), resolved(60 + 2 * DAY))).toEqual([
      `desk.ward missed ${END_OF_DAY_0}`,
      `desk.ward kept ${endOfDay(2)}`,
    ]);
  });
  it('has no due date put off by a reply, a chase, a reopening or the end of a hold', () => {
    expect(transparency(word(10), replied(100), word(131)).at(-1)).toMatch(/missed/);
    expect(transparency(word(10, 50), hold(20, false), resumed(45), word(51)).at(-1)).toMatch(/missed/);
  });
  it('is not asked of what snapshots began', () => {
    const snapshot = { fidelity: 'SNAPSHOT' } as const;
    const facts = [targets(), logged(0, snapshot), taken(0, 'desk', snapshot)];
    expect(trials('transparency', ...facts)).toEqual([]);
    expect(trials('responsiveness', ...facts)).toEqual([]);
    expect(trials('responsiveness', ...facts, resolved(10, snapshot), reopened(20))).toEqual([`desk.ward missed ${at(80)}`]);
    expect(trials('durability', ...facts, resolved(10, snapshot))).toHaveLength(1);
    expect(trials('transparency', ...facts, chased(30, snapshot))).toEqual([]);
    const calls = (fidelity: 'NATIVE' | 'SNAPSHOT') => call(30).map((fact) => ({ ...fact, fidelity }));
    expect(trials('transparency', ...facts, ...calls('SNAPSHOT'))).toEqual([]);
    expect(trials('transparency', ...facts, ...calls('NATIVE'))).toHaveLength(1);
    expect(trials('transparency', ...facts, chased(30))).toEqual([`desk.ward missed ${END_OF_DAY_0}`]);
  });
});

describe('a ticket that no team has', () => {
  const unclaimed = (...facts: readonly GivenEvent[]) => {
    const ticket = [...documentsOf(trialsProjection, ...facts).values()].find((one) => one.kind === 'TICKET')!;
    return ticketStory(ticket, 'ward', settingsOf()).unclaimed.map(({ since, until }) => [since, until]);
  };
  const snapshot = { fidelity: 'SNAPSHOT' } as const;
  it('is unclaimed from its logging, and from when it was given back', () =>
    expect(unclaimed(logged(), taken(10), life.returned(30), taken(50))).toEqual([
      [at(0), at(10)],
      [at(30), at(50)],
    ]));
  it('known from a snapshot, is unclaimed only from when it was seen to be given back', () => {
    expect(unclaimed(logged(0, snapshot), taken(10), life.returned(30, snapshot), taken(50))).toEqual([]);
    expect(unclaimed(logged(0, snapshot), taken(10), life.returned(30), taken(50))).toEqual([[at(30), at(50)]]);
    expect(unclaimed(logged(), taken(10), life.returned(30, snapshot), taken(50))).toContainEqual([at(30), at(50)]);
  });
});

describe('a ticket of the wrong department', () => {
  it('counts for it until it is corrected, and for the right one from then on', () =>
    expect(responsiveness(life.corrected(3 * DAY, 'lab')).toSorted()).toEqual([
      `desk.lab missed ${at(60)} from ${at(3 * DAY)}`,
      `desk.ward missed ${at(60)} until ${at(3 * DAY)}`,
    ]));
  it('never counted for it when it was corrected before the trial did', () =>
    expect(responsiveness(life.corrected(30, 'lab'))).toEqual([`desk.lab missed ${at(60)}`]));
  it('brings its hand-overs along, those from before its correction as well', () => {
    const documents = documentsOf(trialsProjection, ...begun, taken(20, 'network'), life.corrected(30, 'lab'));
    const bounces = [...documents.values()].flatMap((one) => (one.kind === 'BOUNCES' ? [one] : []));
    expect(bounces.map((one) => [one.departmentId, one.bounces.length])).toEqual([['lab', 1]]);
  });
  it('has no hand-over where the team that had given it back takes it again', () => {
    const documents = documentsOf(trialsProjection, ...begun, life.returned(10), taken(20));
    expect([...documents.values()].filter(({ kind }) => kind === 'BOUNCES')).toEqual([]);
  });
});

describe('a call of which more was told later', () => {
  const told = { what: 'CALL', at: at(1), n: 0, eventId: 'e1', since: at(5), until: at(9) } as const satisfies Fact;
  it('is about the ticket from the moment that says so, and is none from that at which it turned out abandoned', () => {
    const known = [4, 5, 8, 9].filter((minute) => withCallsAt([told], at(minute)).length > 0);
    expect(known).toEqual([5, 8]);
  });
});
