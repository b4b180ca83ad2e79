import { dayOf, monthOfDay } from '../../projections/kit/day.js';
import { fold } from '../../projections/kit/fold.js';
import type { Projection } from '../../projections/kit/projection.js';
import type { DepartmentDocument } from '../../projections/department/document.js';
import { departmentProjection } from '../../projections/department/projection.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import { relationshipProjection } from '../../projections/relationship/projection.js';
import { type TeamDocument, teamProjection } from '../../projections/team/projection.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import { ticketProjection } from '../../projections/ticket/projection.js';
import type { TrialContribution } from '../../projections/trials/counts.js';
import { combined, type DayTrial, type DerivedDocument } from '../../projections/trials/documents.js';
import { DepartmentRegistered } from '../../src/domain/department/events.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';
import { RelationshipEstablished } from '../../src/domain/relationship/events.js';
import { ServiceTeamRegistered } from '../../src/domain/team/events.js';
import { TicketAssigned, TicketLogged } from '../../src/domain/ticket/events.js';
import { givenEvents, eventIn } from '../unit/projections/given-events.js';
import { LOG } from './hospital.js';

const AT = '2026-03-01T08:00:00.000Z';

/** The only document that the projection creates from a single event of a stream. */
function documentOf<D extends object, E extends DomainEvent>(projection: Projection<D, E>, stream: string, fact: DomainEvent): D {
  const documents = fold(projection, givenEvents(eventIn(stream, AT, fact)));
  return [...documents.values()][0]!;
}

/** A ticket that was just logged, with the given overrides. */
export const ticketOf = (given: Partial<TicketDocument> = {}): TicketDocument => ({
  ...documentOf(ticketProjection, 'ticket-T1', TicketLogged({ ...LOG, ticketId: 'T1' })),
  ...given,
});

/** A team that was just registered. */
export const teamOf = (teamId: string): TeamDocument =>
  documentOf(teamProjection, `team-${teamId}`, ServiceTeamRegistered({ teamId, name: `Team ${teamId}`, externalIds: [] }));

/** A department that was just registered, with the given overrides. */
export const departmentOf = (departmentId: string, given: Partial<DepartmentDocument> = {}): DepartmentDocument => ({
  ...documentOf(
    departmentProjection,
    `department-${departmentId}`,
    DepartmentRegistered({ departmentId, name: `Department ${departmentId}`, kind: 'CLINICAL', externalIds: [] }),
  ),
  ...given,
});

/** The observed relationship of a team and a department that share a ticket but have agreed nothing, with the given overrides. */
export const relationshipOf = (
  teamId: string,
  departmentId: string,
  given: Partial<RelationshipDocument> = {},
): RelationshipDocument => ({
  ...documentOf(
    relationshipProjection,
    'ticket-T1',
    TicketAssigned({ ticketId: 'T1', departmentId, toTeamId: teamId, loggedAt: AT }),
  ),
  ...given,
});

/** The relationship of a team and a department that was just established. */
export const establishedRelationship = (teamId: string, departmentId: string): RelationshipDocument =>
  documentOf(
    relationshipProjection,
    `relationship-${teamId}.${departmentId}`,
    RelationshipEstablished({ teamId, departmentId, type: 'BASIC' }),
  );

/** The derived documents of the view `trials`, as the projection creates them from these trials. */
export function trialViews(trials: readonly DayTrial[]): Readonly<Record<string, DerivedDocument>> {
  const all = trials.map(contributed);
  const keys = [...new Set(all.flatMap(({ to }) => to))];
  const documentFor = (key: string) =>
    combined(
      null,
      key,
      [],
      all.filter(({ to }) => to.includes(key)),
      '1',
    )!;
  return Object.fromEntries(keys.map((key) => [key, documentFor(key)]));
}

function contributed(trial: DayTrial): TrialContribution {
  const day = dayOf(trial.at);
  const to = [`pair:${trial.teamId}.${trial.departmentId}`, `month:${monthOfDay(day)}`, `day:${day}`];
  return { is: 'TRIAL', to, day, ...trial };
}
