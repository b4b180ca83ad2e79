import fc from 'fast-check';
import { CommitmentMade } from '../../../src/domain/commitment/events.js';
import { DepartmentMerged, DepartmentRegistered } from '../../../src/domain/department/events.js';
import { InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import { RelationshipEstablished, TouchpointPlanned } from '../../../src/domain/relationship/events.js';
import { ServiceTeamMerged, ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import {
  TicketAcknowledged,
  TicketAssigned,
  TicketLogged,
  TicketReassigned,
  TicketReopened,
  TicketResolved,
} from '../../../src/domain/ticket/events.js';
import type { RawMerger } from '../../reference/score.js';
import { told, type Told } from '../../unit/projections/given-events.js';

export const TEAMS = ['a', 'b', 'c'] as const;
export const DEPARTMENTS = ['k', 'l', 'm'] as const;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const HOUR = 3_600_000;
const WINDOW = 7 * 24 * HOUR;
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

/** The facts of which a trial is made: its verdict falls at its hour. */
function factsOf({ teamId, departmentId, component, hour, success, passedTo }: Tried, n: number): readonly Told[] {
  const at = moment(hour);
  const pair = { teamId, departmentId };
  const ticket = { ticketId: `T${n}`, departmentId };
  const clock = { teamId, dueAt: at };
  const assigned = told(
    `ticket-T${n}`,
    moment(hour - 9),
    TicketAssigned({ ...ticket, toTeamId: teamId, loggedAt: moment(hour - 200), acknowledgeBy: at }),
  );
  const logged = told(
    `ticket-T${n}`,
    moment(hour - 200),
    TicketLogged({ ...ticket, kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' }),
  );
  const acknowledged = (more: object) =>
    TicketAcknowledged({ ...ticket, teamId, human: true, from: 'NEW', byRef: 'p', ...more } as never);
  switch (component) {
    case 'reliability':
      return [
        told(
          `commitment-C${n}`,
          moment(hour - 9),
          CommitmentMade({ ...pair, commitmentId: `C${n}`, promiseRef: 'x', dueAt: at, counts: { at, kept: success } }),
        ),
      ];
    case 'responsiveness':
      return [
        logged,
        assigned,
        ...(success ? [told(`ticket-T${n}`, at, acknowledged({ clock }))] : []),
        ...(passedTo === teamId
          ? []
          : [told(`ticket-T${n}`, moment(hour + 24), TicketReassigned({ ...ticket, fromTeamId: teamId, toTeamId: passedTo }))]),
      ];
    case 'durability': {
      const [resolvedAt, heldUntil] = success
        ? [moment(hour - WINDOW / HOUR), at]
        : [moment(hour - 1), moment(hour - 1 + WINDOW / HOUR)];
      const more = { ...ticket, teamId, from: 'IN_PROGRESS', cycle: 1, workaround: false, heldUntil } as const;
      const resolved = told(`ticket-T${n}`, resolvedAt, TicketResolved({ ...more, loggedAt: resolvedAt }));
      const reopened = { ...ticket, teamId, from: 'RESOLVED', cycle: 2, resolution: { teamId, resolvedAt, heldUntil } } as const;
      return success ? [logged, resolved] : [logged, resolved, told(`ticket-T${n}`, at, TicketReopened(reopened))];
    }
    case 'treatment': {
      const answer = { ...pair, interactionId: `I${n}`, respondentRef: 'r', factors: [], resolvedAtTime: false, startedAt: at };
      const fact = InteractionFeedbackGiven({ ...answer, treatment: success ? 5 : 2, earlierResponses: 0 });
      const started = { ...pair, interactionId: `I${n}`, channel: 'PHONE', direction: 'FROM_IT', participants: [] } as const;
      return [told(`interaction-I${n}`, at, InteractionStarted(started)), told(`interaction-I${n}`, at, fact)];
    }
    case 'transparency': {
      const promised = told(`ticket-T${n}`, moment(hour - 9), acknowledged({ expectedNextUpdateBy: at }));
      return [
        logged,
        promised,
        ...(success ? [told(`ticket-T${n}`, at, acknowledged({ answers: clock, from: 'IN_PROGRESS' }))] : []),
      ];
    }
    case 'engagement': {
      const visit = TouchpointPlanned({ ...pair, touchpointId: `V${n}`, type: 'ROUNDING', plannedFor: at });
      return [told(`relationship-${teamId}.${departmentId}`, moment(hour - 9), visit)];
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
  readonly facts: readonly Told[];
}

const pair = fc.record({ teamId: fc.constantFrom(...TEAMS), departmentId: fc.constantFrom(...DEPARTMENTS) });

/** Trials between three teams and three departments, some of which become one. */
export const history: fc.Arbitrary<History> = fc
  .record({
    trials: fc.array(tried, { minLength: 20, maxLength: 160 }),
    mergers: fc
      .tuple(mergersOf('TEAM', TEAMS), mergersOf('DEPARTMENT', DEPARTMENTS))
      .map(([teams, departments]) => [...teams, ...departments]),
    established: fc.uniqueArray(pair, { selector: ({ teamId, departmentId }) => `${teamId}.${departmentId}` }),
  })
  .map(({ trials, mergers, established }) => {
    // An engagement trial without more is one that was missed.
    const settled = trials.map((trial) => (trial.component === 'engagement' ? { ...trial, success: false } : trial));
    const facts = [
      ...TEAMS.map((teamId) =>
        told(`team-${teamId}`, moment(0), ServiceTeamRegistered({ teamId, name: teamId, externalIds: [] })),
      ),
      ...DEPARTMENTS.map((departmentId) => {
        const fact = DepartmentRegistered({ departmentId, name: departmentId, kind: 'CLINICAL', externalIds: [] });
        return told(`department-${departmentId}`, moment(0), fact);
      }),
      ...established.map(({ teamId, departmentId }) => {
        const fact = RelationshipEstablished({ teamId, departmentId, type: 'BASIC' });
        return told(`relationship-${teamId}.${departmentId}`, moment(0), fact);
      }),
      ...settled.flatMap(factsOf),
      ...mergers.map(mergerFact),
    ];
    return { trials: settled, mergers, facts };
  });

function mergerFact({ side, id, into, at }: Merger): Told {
  const effectiveAt = at.toISOString();
  return side === 'TEAM'
    ? told(`team-${id}`, moment(0), ServiceTeamMerged({ teamId: id, intoTeamId: into, effectiveAt }))
    : told(`department-${id}`, moment(0), DepartmentMerged({ departmentId: id, intoDepartmentId: into, effectiveAt }));
}
