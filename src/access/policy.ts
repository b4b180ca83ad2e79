import { ACCESS_ROLES, type AccessRole } from '../domain/access.js';

/**
 * Who may do what: the one declared table. What it does not name nobody may do. A test walks the schema, the routes and the shell and fails on
 * what is missing here. Whose rows somebody sees is another question: scope.ts. A `Field` tells of a thing what no query of its own does; the
 * other fields of a thing are told whoever may ask for it.
 */
export type Kind = 'Query' | 'Mutation' | 'Subscription' | 'Field' | 'HTTP' | 'Shell';

const DEPARTMENT = ['REQUESTER', 'DEPARTMENT_MANAGER'] as const;
const IT = ['IT_AGENT', 'TEAM_LEAD'] as const;
const LEADS = ['TEAM_LEAD', 'DEPARTMENT_MANAGER'] as const;
const READERS = ['ANALYST', 'AUDITOR'] as const;
const SYSTEM = ['INTEGRATION'] as const;
const EVERYONE = ACCESS_ROLES;

/** Those who may do these; an administrator may do everything and is not named. */
interface Grant {
  readonly kind: Kind;
  readonly to: readonly AccessRole[];
  readonly names: string;
}
const grant = (kind: Kind, to: readonly AccessRole[], names: string): Grant => ({ kind, to, names });

/** What answers without an identity: see `isOpen`. */
const OPEN_PATHS = [
  // Health, for whoever starts and watches processes.
  '/health/live',
  '/health/ready',
  // The page's static files, its documents, and what it needs before anybody has signed in.
  '/',
  '/*',
  '/assets/*',
  '/session',
  '/sign-in',
  '/sign-in/callback',
  '/sign-out',
  // Signed by the issuer.
  '/sign-out/issuer',
  // Signed by the source itself, with a secret of its own.
  '/inbound/:mapping',
];

const GRANTS: readonly Grant[] = [
  grant('HTTP', EVERYONE, '/graphql /asyncapi.json /schemas/events/:file /graphiql /graphiql/start.js /graphiql/:file'),
  // One's own, of which nobody else is told.
  grant('HTTP', EVERYONE, '/sessions /sessions/:id'),
  grant('HTTP', [...LEADS, ...READERS, ...SYSTEM], '/feed/events'),
  grant('HTTP', SYSTEM, '/uploads /metrics'),

  // The registers, and what is on one's own desk.
  grant('Query', EVERYONE, 'department departments team teams node instrument instruments benchmarks settings'),
  grant('Query', EVERYONE, 'ticket tickets ticketDepartmentView commitment'),
  // Of a department alone: a team sees its part of these elsewhere.
  grant('Query', [...DEPARTMENT, ...READERS, ...SYSTEM], 'engagementCalendar feedbackLoop'),
  grant('Query', ['DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'departmentOverview bounceMatrix'),
  grant('Query', [...IT, ...DEPARTMENT, ...READERS, ...SYSTEM], 'ticketCounts silenceList commitmentLedger'),
  grant('Query', [...IT, ...DEPARTMENT, ...READERS, ...SYSTEM], 'survey surveys improvement improvements'),
  grant('Query', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'interaction interactions'),
  grant('Query', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'relationship relationships relationshipTimeline'),
  grant('Query', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'event streamEvents positionAt'),
  // The numbers of a relationship.
  grant('Query', [...LEADS, ...READERS, ...SYSTEM], 'scoreChange measureSeries interventionAnalysis firstContactMatrix'),
  // Of the whole organisation at once: no narrowed answer could be given.
  grant('Query', READERS, 'peerBand calibrate scoringPolicies audit audits auditRun correlation'),
  grant('Query', [...READERS, ...SYSTEM], 'importRun importRuns projectionStatus'),
  grant('Query', SYSTEM, 'upload mappings parkedEvents demo'),
  // What the API consists of, for those who program against it.
  // One type at a time, which forms are made from; the schema is published, but all of it is not to be had from here by everybody.
  grant('Query', EVERYONE, '__type'),
  grant('Query', [...READERS, ...SYSTEM], '__schema'),

  grant('Subscription', [...IT, ...DEPARTMENT, ...READERS, ...SYSTEM], 'ticketChanged'),
  grant('Subscription', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'relationshipChanged'),
  grant('Subscription', [...LEADS, ...READERS, ...SYSTEM], 'events'),

  // What happened, event by event: as `event` and `streamEvents`, wherever it is nested. That a ticket has changed is for who sees the ticket,
  // not what each of IT did to it.
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Ticket.events Interaction.events Commitment.events'),
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Improvement.events Relationship.events Trial.events'),
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Event.data Event.commandId'),
  grant('Field', [...IT, 'DEPARTMENT_MANAGER', ...READERS, ...SYSTEM], 'Event.correlationId Event.causationId'),

  // Words by their key: of IT's internal notes as well. Others read them where they belong, if they see the ticket, the contact or the promise.
  grant('Query', [...IT, ...SYSTEM], 'text'),
  grant('Query', [], 'holdings'),
  grant('Query', ['AUDITOR'], 'reads accessKeys accessRoles'),
  grant('Query', EVERYONE, 'wordWarnings'),

  // Tickets: what the department says, and what IT does.
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

  // Promises: IT's to make, the department's to judge.
  grant('Mutation', [...IT, ...SYSTEM], 'makeCommitment fulfilCommitment missCommitment'),
  grant('Mutation', [...IT, 'DEPARTMENT_MANAGER', ...SYSTEM], 'withdrawCommitment'),
  // That another date was agreed is the department's word as well: agreed in time it keeps the promise open.
  grant('Mutation', [...DEPARTMENT, ...SYSTEM], 'confirmFulfilment disputeFulfilment renegotiateCommitment'),

  // Relationships, by those who answer for one of their sides.
  grant('Mutation', [...LEADS, ...SYSTEM], 'establishRelationship endRelationship transferRelationship'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'agreeRelationshipCharter appointLiaison releaseLiaison'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'shareBusinessGoal achieveBusinessGoal retireBusinessGoal'),
  grant('Mutation', [...LEADS, ...SYSTEM], 'assessRelationshipMaturity publishRelationshipHealth'),
  grant('Mutation', [...IT, 'DEPARTMENT_MANAGER', ...SYSTEM], 'planTouchpoint holdTouchpoint missTouchpoint cancelTouchpoint'),

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
  // How the organisation measures itself, and what is judged of it.
  grant('Mutation', [], 'eraseDataSubject adoptTextRetention'),
  // Who may come in, and as what.
  grant('Mutation', [], 'createAccessKey revokeAccessKey assignAccessRole revokeAccessRole'),
  grant('Mutation', SYSTEM, 'identifyPerson'),
  grant('Mutation', [], 'adoptScoringPolicy adoptSettings publishBenchmark recordRebasing'),
  grant('Mutation', ['AUDITOR'], 'pinAudit recordAuditRun recordAuditFinding runAudit stopAudit'),
  grant('Mutation', [], 'replayParked dropParked rebuildProjection fillDemo'),

  // The shell acts as who owns the files: whoever can read them could also read and change them without it.
  grant('Shell', [], 'serve demo import doctor backup restore erase holdings'),
  grant('Shell', [], 'projections.list projections.rebuild projections.verify projections.rollback'),
  grant('Shell', [], 'parked.list parked.replay parked.drop keys.create keys.list keys.revoke'),
  grant('Shell', [], 'roles.list roles.assign roles.revoke'),
  grant('Shell', [], 'audit.run audit.list audit.show audit.verify audit.compare'),
];

/** Under which name a permission is known: `Query tickets`. */
export const permission = (kind: Kind, name: string): string => `${kind} ${name}`;

/** Each permission with the roles that have it, administrators among them, in the order of the table. */
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

/** All that somebody with these roles may do. */
export const permissionsOf = (roles: readonly AccessRole[]): ReadonlySet<string> =>
  new Set(roles.flatMap((role) => byRole.get(role)!));

/** What is asked by a query of its own is told event by event to those alone who may ask it: by the category of the streams that tell it. */
const QUERY_OF: Readonly<Record<string, string>> = { access: permission('Query', 'accessRoles') };

/** What it takes to be told of a stream, if its rows are within reach; undefined: nothing more. */
export const neededForStream = (stream: string): string | undefined => QUERY_OF[stream.slice(0, stream.indexOf('-'))];

/** Whether these permissions suffice to be told of a stream whose rows are within reach. */
export function maySee(permissions: ReadonlySet<string>, stream: string): boolean {
  const needed = neededForStream(stream);
  return needed === undefined || permissions.has(needed);
}

/** Who may do it, for whoever was refused. */
export function whoMay(name: string): string {
  const roles = POLICY.get(name);
  return roles ? `It takes one of the roles ${roles.join(', ')}.` : 'Nobody may: the table of who may do what does not name it.';
}

const openPaths: ReadonlySet<string> = new Set(OPEN_PATHS);
/** Whether a path of the HTTP side answers whoever asks. */
export const isOpen = (path: string): boolean => openPaths.has(path);
/** For the pages that show the table. */
export const openPathsInOrder: readonly string[] = OPEN_PATHS;
