import { ACCESS_ROLES, type AccessRole } from '../domain/access.js';

/**
 * The single table of permissions by role. What it does not name is denied. A test walks the schema, the routes and the
 * shell, and fails on a missing entry. Row visibility is separate: see scope.ts. A `Field` needs its own permission because
 * it reveals what no query of its own does; all other fields of a type come with the query.
 */
export type Kind = 'Query' | 'Mutation' | 'Subscription' | 'Field' | 'HTTP' | 'Shell';

const DEPARTMENT = ['REQUESTER', 'DEPARTMENT_MANAGER'] as const;
const IT = ['IT_AGENT', 'TEAM_LEAD'] as const;
const LEADS = ['TEAM_LEAD', 'DEPARTMENT_MANAGER'] as const;
const READERS = ['ANALYST', 'AUDITOR'] as const;
const SYSTEM = ['INTEGRATION'] as const;
const EVERYONE = ACCESS_ROLES;

/** A grant of permissions to roles. An administrator may do everything and is not named. */
interface Grant {
  readonly kind: Kind;
  readonly to: readonly AccessRole[];
  readonly names: string;
}
const grant = (kind: Kind, to: readonly AccessRole[], names: string): Grant => ({ kind, to, names });

/** Paths that answer without an identity: see `isOpen`. */
const OPEN_PATHS = [
  // Health checks, for process supervisors.
  '/health/live',
  '/health/ready',
  // The page's static files and documents, and what it needs before sign-in.
  '/',
  '/*',
  '/assets/*',
  '/session',
  '/sign-in',
  '/sign-in/callback',
  '/sign-out',
  // Authenticated by the issuer's signature.
  '/sign-out/issuer',
  // Authenticated by the source's own signature, with a secret per source.
  '/inbound/:mapping',
];

const GRANTS: readonly Grant[] = [
  grant('HTTP', EVERYONE, '/graphql /asyncapi.json /schemas/events/:file /graphiql /graphiql/start.js /graphiql/:file'),
  // The caller's own sessions only.
  grant('HTTP', EVERYONE, '/sessions /sessions/:id'),
  grant('HTTP', [...LEADS, ...READERS, ...SYSTEM], '/feed/events'),
  grant('HTTP', SYSTEM, '/uploads /metrics'),

  // The registers, and the items on a person's own desk.
  grant('Query', EVERYONE, 'department departments team teams node instrument instruments benchmarks settings'),
  grant('Query', EVERYONE, 'ticket tickets ticketDepartmentView commitment'),
  // For one department; a team sees its share of these elsewhere.
  grant('Query', [...DEPARTMENT, ...READERS, ...SYSTEM], 'engagementCalendar feedbackLoop'),
  grant('Query', ['DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'departmentOverview bounceMatrix'),
  grant('Query', [...IT, ...DEPARTMENT, ...READERS, ...SYSTEM], 'ticketCounts silenceList commitmentLedger'),
  grant('Query', [...IT, ...DEPARTMENT, ...READERS, ...SYSTEM], 'survey surveys improvement improvements'),
  grant('Query', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'interaction interactions'),
  grant('Query', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'relationship relationships relationshipTimeline'),
  grant('Query', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'event streamEvents positionAt'),
  // Scores and measures of a relationship.
  grant('Query', [...LEADS, ...READERS, ...SYSTEM], 'scoreChange measureSeries interventionAnalysis firstContactMatrix'),
  // Organisation-wide results, which cannot be narrowed.
  grant('Query', READERS, 'peerBand calibrate scoringPolicies audit audits auditRun correlation'),
  grant('Query', [...READERS, ...SYSTEM], 'importRun importRuns projectionStatus'),
  grant('Query', SYSTEM, 'upload mappings parkedEvents demo'),
  // Introspection, for API developers. `__type` returns one type at a time, which forms need. The schema is public, but only
  // some roles may read all of it from here.
  grant('Query', EVERYONE, '__type'),
  grant('Query', [...READERS, ...SYSTEM], '__schema'),

  grant('Subscription', [...IT, ...DEPARTMENT, ...READERS, ...SYSTEM], 'ticketChanged'),
  grant('Subscription', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'relationshipChanged'),
  grant('Subscription', [...LEADS, ...READERS, ...SYSTEM], 'events'),

  // Single events wherever they are nested, with the same roles as `event` and `streamEvents`. Whoever sees a ticket may
  // learn that it changed, but not each action of IT staff on it.
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Ticket.events Interaction.events Commitment.events'),
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Improvement.events Relationship.events Trial.events'),
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Event.data Event.commandId'),
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Event.correlationId Event.causationId'),

  // Free text by its key, which includes IT's internal notes. Other roles read text where it is nested, if they see the
  // ticket, contact or promise.
  grant('Query', [...IT, ...SYSTEM], 'text'),
  grant('Query', [], 'holdings'),
  grant('Query', ['AUDITOR'], 'reads accessKeys accessRoles'),
  grant('Query', EVERYONE, 'wordWarnings'),

  // Tickets: requests of the department, and actions of IT.
  grant('Mutation', [...DEPARTMENT, ...IT, ...SYSTEM], 'logTicket linkTicket cancelTicket escalateTicket'),
  grant('Mutation', [...DEPARTMENT, ...SYSTEM], 'recordRequesterReply chaseTicketUpdate'),
  grant('Mutation', [...DEPARTMENT, ...SYSTEM], 'confirmTicketResolution rejectTicketResolution'),
  grant('Mutation', [...DEPARTMENT, ...IT, ...SYSTEM], 'reopenTicket'),
  grant('Mutation', [...IT, ...SYSTEM], 'acknowledgeTicket assignTicket unassignTicket startTicketWork shareTicketUpdate'),
  grant('Mutation', [...IT, ...SYSTEM], 'categoriseTicket prioritiseTicket correctTicketDepartment mergeTicket'),
  grant('Mutation', [...IT, ...SYSTEM], 'placeTicketOnHold resumeTicket resolveTicket closeTicket'),
  grant('Mutation', SYSTEM, 'recordTicketImport importFile'),

  // Contacts.
  grant('Mutation', [...IT, ...SYSTEM], 'startInteraction endInteraction transferInteraction linkInteractionToTicket'),
  grant('Mutation', [...IT, ...SYSTEM], 'selfAssessInteraction addressConcern'),
  grant('Mutation', [...DEPARTMENT, ...SYSTEM], 'giveInteractionFeedback giveRecognition raiseConcern'),

  // Promises: IT makes them, the department judges them.
  grant('Mutation', [...IT, ...SYSTEM], 'makeCommitment fulfilCommitment missCommitment'),
  grant('Mutation', [...IT, 'DEPARTMENT_MANAGER', ...SYSTEM], 'withdrawCommitment'),
  // Renegotiation needs the department's word too: a new date agreed in time keeps the promise open.
  grant('Mutation', [...DEPARTMENT, ...SYSTEM], 'confirmFulfilment disputeFulfilment renegotiateCommitment'),

  // Relationships, by the leads of either side.
  grant('Mutation', [...LEADS, ...SYSTEM], 'establishRelationship endRelationship transferRelationship'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'appointLiaison releaseLiaison'),
  // A charter needs both sides: each lead speaks for one. Only those who speak for others record that both agreed.
  grant('Mutation', [...LEADS, ...SYSTEM], 'proposeRelationshipCharter acceptRelationshipCharter'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'withdrawRelationshipCharterProposal'),
  grant('Mutation', SYSTEM, 'agreeRelationshipCharter'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'shareBusinessGoal achieveBusinessGoal retireBusinessGoal'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'assessRelationshipMaturity publishRelationshipHealth'),
  grant('Mutation', [...IT, 'DEPARTMENT_MANAGER', ...SYSTEM], 'planTouchpoint holdTouchpoint missTouchpoint cancelTouchpoint'),
  // By the other side than the one that said that it was held; the decider sees to that.
  grant('Mutation', [...IT, 'DEPARTMENT_MANAGER', ...SYSTEM], 'confirmTouchpoint disputeTouchpoint'),

  // Improvements.
  grant('Mutation', [...IT, ...DEPARTMENT, ...SYSTEM], 'proposeImprovement'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'acceptImprovement declineImprovement startImprovement deliverImprovement'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'abandonImprovement measureImprovementOutcome'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'holdTraining holdTeamBuilding holdJointReview'),

  // Surveys.
  grant('Mutation', [...DEPARTMENT, ...SYSTEM], 'submitSurveyResponse withdrawSurveyResponse'),
  grant('Mutation', ['DEPARTMENT_MANAGER', ...SYSTEM], 'openSurvey inviteToSurvey closeSurvey'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'actOnFeedback'),

  // A team's own hours and targets.
  grant('Mutation', ['TEAM_LEAD', ...SYSTEM], 'adoptCalendar adoptTargets'),
  // The registers of the organisation.
  grant('Mutation', SYSTEM, 'registerDepartment renameDepartment reparentDepartment mergeDepartment splitDepartment'),
  grant('Mutation', SYSTEM, 'retireDepartment registerServiceTeam renameServiceTeam mergeServiceTeam retireServiceTeam'),
  grant('Mutation', SYSTEM, 'registerInstrument'),
  // How the organisation measures itself, and judgements of the results.
  grant('Mutation', [], 'eraseDataSubject adoptTextRetention'),
  // Access keys and role assignments.
  grant('Mutation', [], 'createAccessKey revokeAccessKey assignAccessRole revokeAccessRole'),
  grant('Mutation', SYSTEM, 'identifyPerson'),
  grant('Mutation', [], 'adoptScoringPolicy adoptSettings publishBenchmark recordRebasing'),
  grant('Mutation', ['AUDITOR'], 'pinAudit recordAuditRun recordAuditFinding runAudit stopAudit'),
  grant('Mutation', [], 'replayParked dropParked rebuildProjection fillDemo'),

  // The shell acts as the owner of the files: anyone who can read them could also read and change the data without the shell.
  grant('Shell', [], 'serve demo import doctor backup restore erase holdings'),
  grant('Shell', [], 'projections.list projections.rebuild projections.verify projections.rollback'),
  grant('Shell', [], 'parked.list parked.replay parked.drop keys.create keys.list keys.revoke'),
  grant('Shell', [], 'roles.list roles.assign roles.revoke'),
  grant('Shell', [], 'audit.run audit.list audit.show audit.verify audit.compare'),
];

/** The name of a permission: `Query tickets`. */
export const permission = (kind: Kind, name: string): string => `${kind} ${name}`;

/** Each permission with the roles that have it, including administrators, in table order. */
export const POLICY: ReadonlyMap<string, readonly AccessRole[]> = table();

function table(): ReadonlyMap<string, readonly AccessRole[]> {
  const rows = new Map<string, readonly AccessRole[]>();
  for (const { kind, to, names } of GRANTS) {
    const roles = ACCESS_ROLES.filter((role) => role === 'ADMINISTRATOR' || to.includes(role));
    for (const name of names.split(' ')) {
      if (rows.has(permission(kind, name))) throw new Error(`The table names ${kind} ${name} twice`);
      rows.set(permission(kind, name), roles);
    }
  }
  return rows;
}

const byRole = new Map(
  ACCESS_ROLES.map((role) => [role, [...POLICY].filter(([, roles]) => roles.includes(role)).map(([name]) => name)]),
);

/** The permissions of a set of roles. */
export const permissionsOf = (roles: readonly AccessRole[]): ReadonlySet<string> =>
  new Set(roles.flatMap((role) => byRole.get(role)!));

/**
 * The query permission that a stream category requires: events of these streams are visible only to callers who may run the
 * query.
 */
const QUERY_OF: Readonly<Record<string, string>> = { access: permission('Query', 'accessRoles') };

/** The permission needed to see a stream within reach; undefined: none. */
export const neededForStream = (stream: string): string | undefined => QUERY_OF[stream.slice(0, stream.indexOf('-'))];

/** Whether these permissions suffice to see a stream within reach. */
export function maySee(permissions: ReadonlySet<string>, stream: string): boolean {
  const needed = neededForStream(stream);
  return needed === undefined || permissions.has(needed);
}

/** What else there is for those who may not. */
const INSTEAD: Readonly<Record<string, string>> = {
  [permission('Mutation', 'agreeRelationshipCharter')]:
    ' It records for both sides that they agreed. For your own side, use proposeRelationshipCharter, or acceptRelationshipCharter for what the other side proposed.',
};

/** Names the roles that have a permission, and what else there is, for the remedy of a refusal. */
export function whoMay(name: string): string {
  const roles = POLICY.get(name);
  return roles
    ? `This requires one of the roles ${roles.join(', ')}.${INSTEAD[name] ?? ''}`
    : 'No role may do this: the permissions table does not contain it.';
}

const openPaths: ReadonlySet<string> = new Set(OPEN_PATHS);
/** Whether an HTTP path answers without an identity. */
export const isOpen = (path: string): boolean => openPaths.has(path);
/** The open paths in table order, for the documentation. */
export const openPathsInOrder: readonly string[] = OPEN_PATHS;
