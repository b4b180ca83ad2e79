import { type Cast, THE_DAY_AFTER } from './story.js';

/** How a query names the moment it is about. */
export type Moment = 'minPosition' | 'atPosition';

/** Every view query of the schema, each held to the cast's own ids: others may write to the same log. */
export function everyView({ desk, network, radiology, solved, call }: Cast, moment: Moment, position: string): string {
  const at = `${moment}: "${position}"`;
  const asOf = `asOf: "${THE_DAY_AFTER}"`;
  const relationship = `relationshipId state resolutions interactions score { components { component successes trials } }`;
  const page = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
  return `{
    team(id: "${desk}", ${at}) { id teamId name retired targets { acknowledgeMinutes updateMinutes } }
    teams(first: 5, ${at}) { edges { node { name } } }
    department(id: "${radiology}", ${at}) { id name kind tickets { new inProgress resolved closed } liaisons { personRef } touchpoints { touchpointId } }
    departments(first: 5, kind: CLINICAL, ${at}) { edges { node { name } } }
    ticket(id: "${solved}", ${at}) {
      id revision state teamId loggedAt acknowledgedAt resolvedAt closedAt reassignments cycle updatesShared nextUpdateBy fidelity
      team { name } department { name } relationship { ${relationship} }
    }
    tickets(filter: { departmentId: "${radiology}" }, orderBy: LOGGED_AT_ASC, ${at}) { ${page} edges { cursor node { ticketId state } } }
    interaction(id: "${call}", ${at}) { id revision outcome endedAt feedback { treatment resolvedAtTime } team { name } }
    relationship(teamId: "${network}", departmentId: "${radiology}", ${asOf}, ${at}) { ${relationship} }
    relationships(filter: { departmentId: "${radiology}" }, ${asOf}, ${at}) { ${page} edges { node { ${relationship} } } }
    relationshipTimeline(teamId: "${desk}", departmentId: "${radiology}", ${at}) { ${page} edges { cursor node { eventId at type subject summary } } }
    departmentOverview(id: "${radiology}", ${asOf}, ${at}) {
      openTickets tickets { new closed } relationships { ${relationship} } openPromises { ticketId kind dueAt } nextTouchpoints { plannedFor type }
    }
    silenceList(departmentId: "${radiology}", ${asOf}, ${at}) { ${page} edges { cursor node { ticketId kind dueAt silentMinutes } } }
    bounceMatrix(departmentId: "${radiology}", ${at}) { total tickets cells { fromTeam toTeam count tickets } }
    firstContactMatrix(departmentId: "${radiology}", ${at}) {
      solvedTreatedWell solvedTreatedBadly unsolvedTreatedWell unsolvedTreatedBadly unanswered
    }
    ticketDepartmentView(id: "${solved}", ${at}) { headline whatHappenedLast whoHasIt whatIsPromisedNext }
  }`;
}
