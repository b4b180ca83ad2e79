import fc from '../../support/properties.js';
import { CommitmentFulfilled, CommitmentMade } from '../../../src/domain/commitment/events.js';
import { DepartmentMerged, DepartmentRegistered } from '../../../src/domain/department/events.js';
import { InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import type { DomainEvent } from '../../../src/domain/kernel/event.js';
import { RelationshipEstablished, TouchpointHeld, TouchpointPlanned } from '../../../src/domain/relationship/events.js';
import { ServiceTeamMerged, ServiceTeamRegistered, TargetsAdopted } from '../../../src/domain/team/events.js';
import {
  TicketAcknowledged,
  TicketAssigned,
  TicketLogged,
  TicketReassigned,
  TicketReopened,
  TicketResolved,
} from '../../../src/domain/ticket/events.js';
import type { RawMerger } from '../../reference/score.js';
import { eventIn, type GivenEvent } from '../../unit/projections/given-events.js';

export const TEAMS = ['a', 'b', 'c'] as const;
export const DEPARTMENTS = ['k', 'l', 'm'] as const;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const HOUR = 3_600_000;
const ACKNOWLEDGE_HOURS = 9;
const REOPEN_WINDOW_DAYS = 7;
/** The organisation's, where it adopted no other. */
const GRACE_DAYS = 7;
/** Half a year. */
export const HOURS = 4_380;
export const moment = (hour: number): string => new Date(START + hour * HOUR).toISOString();

/** One trial of one component, as raw as it gets. */
export interface Tried {
  readonly teamId: string;
  readonly departmentId: string;
  readonly component: 'reliability' | 'responsiveness' | 'durability' | 'treatment' | 'transparency' | 'engagement';
  readonly hour: number;
  readonly success: boolean;
  /** The ticket, where there is one, goes on to this team a day later: no trial, but a bounce that two pairs tell of. */
  readonly passedTo: string;
}
const tried: fc.Arbitrary<Tried> = fc.record({
  teamId: fc.constantFrom(...TEAMS),
  departmentId: fc.constantFrom(...DEPARTMENTS),
  component: fc.constantFrom('reliability', 'responsiveness', 'durability', 'treatment', 'transparency', 'engagement'),
  hour: fc.integer({ min: 0, max: HOURS }),
  success: fc.boolean(),
  passedTo: fc.constantFrom(...TEAMS),
});

/** When a trial counts: at its hour, and a ticket-day at that day's last millisecond. */
export const countsAt = ({ component, hour }: Tried): string =>
  component === 'transparency' ? `${moment(hour).slice(0, 10)}T23:59:59.999Z` : moment(hour);

/** The facts of which a trial is made, and no other trial. */
function factsOf({ teamId, departmentId, component, hour, success, passedTo }: Tried, n: number): readonly GivenEvent[] {
  const at = moment(hour);
  const pair = { teamId, departmentId };
  const ticketId = `T${n}`;
  const ofTicket = { ticketId, departmentId };
  const inTicket = (then: number, fact: DomainEvent, more: Pick<GivenEvent, 'fidelity'> = {}) =>
    eventIn(`ticket-${ticketId}`, moment(then), fact, more);
  const logged = TicketLogged({ ...ofTicket, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' });
  const assigned = (then: number) => inTicket(then, TicketAssigned({ ...ofTicket, toTeamId: teamId, loggedAt: moment(then) }));
  const word = { ...ofTicket, teamId, human: true, byRef: 'p' };
  switch (component) {
    case 'reliability': {
      const promise = { ...pair, commitmentId: `C${n}`, dueAt: at };
      const inCommitment = (then: number, fact: DomainEvent) => eventIn(`commitment-C${n}`, moment(then), fact);
      return [
        inCommitment(hour - 9, CommitmentMade({ ...promise, promiseRef: 'x' })),
        ...(success ? [inCommitment(hour - 1, CommitmentFulfilled(promise))] : []),
      ];
    }
    case 'responsiveness': {
      const begun = hour - ACKNOWLEDGE_HOURS;
      return [
        inTicket(begun, logged),
        assigned(begun),
        ...(success ? [inTicket(hour, TicketAcknowledged({ ...word, from: 'NEW' }))] : []),
        ...(passedTo === teamId
          ? []
          : [inTicket(hour + 24, TicketReassigned({ ...ofTicket, fromTeamId: teamId, toTeamId: passedTo }))]),
      ];
    }
    case 'durability': {
      // Told by snapshots, of which no acknowledgement is asked; resolutions count.
      const fidelity = 'SNAPSHOT';
      const resolvedHour = hour - 24 * REOPEN_WINDOW_DAYS;
      const loggedAt = moment(resolvedHour);
      const reopened = TicketReopened({ ...ofTicket, teamId, from: 'RESOLVED', cycle: 2 });
      const solved = { ...ofTicket, teamId, from: 'IN_PROGRESS', cycle: 1, workaround: false, loggedAt } as const;
      return [
        inTicket(resolvedHour - 1, logged, { fidelity }),
        assigned(resolvedHour - 1),
        inTicket(resolvedHour, TicketResolved(solved)),
        ...(success ? [] : [inTicket(resolvedHour + 1, reopened, { fidelity })]),
      ];
    }
    case 'treatment': {
      const contact = { ...pair, interactionId: `I${n}` };
      // Each is somebody else: several words of one person in a month are one trial.
      const answer = { ...contact, respondentRef: `r${n}`, factors: [], resolvedAtTime: false, startedAt: at };
      const started = InteractionStarted({ ...contact, channel: 'PHONE', direction: 'FROM_IT', participants: [] });
      const rated = InteractionFeedbackGiven({ ...answer, treatment: success ? 5 : 2, earlierResponses: 0 });
      return [started, rated].map((fact) => eventIn(`interaction-I${n}`, at, fact));
    }
    case 'transparency':
      // Logged by a snapshot, of which no acknowledgement is asked; the promise is native and counts.
      return [
        inTicket(hour - 9, logged, { fidelity: 'SNAPSHOT' }),
        assigned(hour - 9),
        inTicket(hour - 9, TicketAcknowledged({ ...word, from: 'NEW', expectedNextUpdateBy: at })),
        ...(success ? [inTicket(hour, TicketAcknowledged({ ...word, from: 'IN_PROGRESS' }))] : []),
      ];
    case 'engagement': {
      const plannedHour = hour - 24 * GRACE_DAYS;
      const visit = { ...pair, touchpointId: `V${n}`, type: 'ROUNDING', plannedFor: moment(plannedHour) } as const;
      const inRelationship = (then: number, fact: DomainEvent) =>
        eventIn(`relationship-${teamId}.${departmentId}`, moment(then), fact);
      const attendance = { itAttendees: ['p'], departmentAttendees: ['q'] };
      return [
        inRelationship(plannedHour - 9, TouchpointPlanned(visit)),
        ...(success ? [inRelationship(plannedHour, TouchpointHeld({ ...visit, ...attendance }))] : []),
      ];
    }
  }
}

export interface Merger extends RawMerger {
  readonly side: 'TEAM' | 'DEPARTMENT';
}
/** Each at most once, and only into one further on in the alphabet: nobody goes round in a circle. */
const mergersOf = (side: Merger['side'], ids: readonly string[]): fc.Arbitrary<readonly Merger[]> =>
  fc
    .tuple(
      ...ids.slice(0, -1).map((id, place) =>
        fc.option(
          fc.record({
            side: fc.constant(side),
            id: fc.constant(id),
            into: fc.constantFrom(...ids.slice(place + 1)),
            at: fc.integer({ min: 1, max: HOURS }).map((hour) => new Date(moment(hour))),
          }),
        ),
      ),
    )
    .map((mergers) => mergers.filter((merger) => merger !== null));

export interface History {
  readonly trials: readonly Tried[];
  readonly mergers: readonly Merger[];
  readonly facts: readonly GivenEvent[];
}

const pair = fc.record({ teamId: fc.constantFrom(...TEAMS), departmentId: fc.constantFrom(...DEPARTMENTS) });

type Pair = Pick<Tried, 'teamId' | 'departmentId'>;
const uniquePairs = (pairs: readonly Pair[]): readonly Pair[] => [
  ...new Map(pairs.map((one) => [`${one.teamId}.${one.departmentId}`, one])).values(),
];

/** Trials between three teams and three departments, some of which become one. */
export const history: fc.Arbitrary<History> = fc
  .record({
    trials: fc.array(tried, { minLength: 20, maxLength: 160 }),
    mergers: fc
      .tuple(mergersOf('TEAM', TEAMS), mergersOf('DEPARTMENT', DEPARTMENTS))
      .map(([teams, departments]) => [...teams, ...departments]),
    established: fc.array(pair),
  })
  .map(({ trials, mergers, established }) => {
    // Nobody plans a meeting with whom nothing was agreed.
    const planning = trials.filter(({ component }) => component === 'engagement');
    // In force before anything happens.
    const effectiveAt = moment(-1_000);
    const targets = { acknowledgeMinutes: ACKNOWLEDGE_HOURS * 60, reopenWindowDays: REOPEN_WINDOW_DAYS, effectiveAt };
    const facts = [
      ...TEAMS.flatMap((teamId) =>
        [ServiceTeamRegistered({ teamId, name: teamId, externalIds: [] }), TargetsAdopted({ teamId, ...targets })].map((fact) =>
          eventIn(`team-${teamId}`, moment(0), fact),
        ),
      ),
      ...DEPARTMENTS.map((departmentId) => {
        const fact = DepartmentRegistered({ departmentId, name: departmentId, kind: 'CLINICAL', externalIds: [] });
        return eventIn(`department-${departmentId}`, moment(0), fact);
      }),
      ...uniquePairs([...established, ...planning]).map(({ teamId, departmentId }) => {
        const fact = RelationshipEstablished({ teamId, departmentId, type: 'BASIC' });
        return eventIn(`relationship-${teamId}.${departmentId}`, moment(0), fact);
      }),
      ...trials.flatMap(factsOf),
      ...mergers.map(mergerFact),
    ];
    return { trials, mergers, facts };
  });

function mergerFact({ side, id, into, at }: Merger): GivenEvent {
  const effectiveAt = at.toISOString();
  return side === 'TEAM'
    ? eventIn(`team-${id}`, moment(0), ServiceTeamMerged({ teamId: id, intoTeamId: into, effectiveAt }))
    : eventIn(`department-${id}`, moment(0), DepartmentMerged({ departmentId: id, intoDepartmentId: into, effectiveAt }));
}
