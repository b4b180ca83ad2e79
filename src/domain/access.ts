import { command, type Command } from './kernel/command.js';
import { decideBy, type Decider, evolveBy, ownProperty, when } from './kernel/decider.js';
import { alreadyExists, invalidInput, notFound } from './kernel/errors.js';
import { event, type EventOf } from './kernel/event.js';
import { flag, id, label, list, moment, oneOf, ref, confidential, optional, reference } from './kernel/fields.js';
import { sameData } from './kernel/same-data.js';
import { departmentId, teamId } from './ticket/fields.js';

/**
 * A person's or integration's role in the organisation. What each may do and see: docs/access.md. Requesters and department
 * managers belong to the department, IT agents and team leads to IT.
 */
export const ROLE_MEANINGS = {
  REQUESTER: 'A person of a department who asks IT for help.',
  IT_AGENT: 'A member of an IT team.',
  TEAM_LEAD: 'A person who leads an IT team.',
  DEPARTMENT_MANAGER: 'A person responsible for a department.',
  ANALYST: 'A person who reads the numbers and records nothing.',
  INTEGRATION: 'Another system: it imports, reads the feed, and records what people did there.',
  AUDITOR: 'A person who inspects what was recorded and who read it, and records only audits.',
  ADMINISTRATOR: 'A person who operates Rapport: may do everything.',
} as const;
export type AccessRole = keyof typeof ROLE_MEANINGS;
export const ACCESS_ROLES = Object.keys(ROLE_MEANINGS) as readonly AccessRole[];

export const organizationId = id('The organisation');
export const keyId = id('The public part of the key, which may be shown');
export const keyName = label('What the key is for: the name of a system, not of a person');
export const secretHash = label('SHA-256 of the key’s secret part, in hexadecimal');
export const subjectRef = ref('Pseudonym of the person, as returned by GET /session and `identifyPerson`');
export const role = oneOf('AccessRole', ROLE_MEANINGS, 'A role');
export const roles = list(role, ACCESS_ROLES.length, 'The role of the key’s requests');
export const departmentIds = list(departmentId, 500, 'The departments that the key is limited to');
export const teamIds = list(teamId, 500, 'The teams that the key is limited to');
export const everywhere = flag('Whether the key is unlimited: valid for the whole organisation');
export const expiresAt = moment('When the key expires');
export const until = moment('When the role ends; absent: when it is revoked');

const roleOf = { organizationId, subjectRef, role };
const key = { organizationId, keyId };

const AccessKeyIssued = event(
  'AccessKeyIssued',
  {
    ...key,
    name: keyName,
    // A hash of 256 random bits reveals nothing, but the feed has no use for it.
    secretHash: confidential(secretHash),
    roles,
    departmentIds,
    teamIds,
    everywhere,
    expiresAt,
  },
  'An integration was given a key. The key itself is not recorded.',
);
const AccessKeyRevoked = event('AccessKeyRevoked', key, 'A key was revoked.');
const AccessRoleAssigned = event(
  'AccessRoleAssigned',
  { ...roleOf, departmentIds, teamIds, everywhere, until: optional(until) },
  'A person was given a role here, in addition to those of the identity provider.',
);
const AccessRoleRevoked = event('AccessRoleRevoked', roleOf, 'A role that a person was given here was revoked.');

export const ACCESS_EVENTS = [AccessKeyIssued, AccessKeyRevoked, AccessRoleAssigned, AccessRoleRevoked] as const;
export type AccessEvent = EventOf<(typeof ACCESS_EVENTS)[number]>;

const access = { aggregate: 'access', key: ['organizationId'] } as const;
const narrowing = {
  departmentIds: list(reference('department', 'A department'), 500, 'The departments that the role is limited to'),
  teamIds: list(reference('team', 'A team'), 500, 'The teams that the role is limited to'),
  everywhere,
};

export class IssueAccessKey extends command({
  ...access,
  description: 'Creates an API key for an integration. Only a hash of the key is recorded.',
  fields: {
    ...key,
    name: keyName,
    secretHash,
    roles,
    ...narrowing,
    expiresAt,
  },
}) {}
export class RevokeAccessKey extends command({
  ...access,
  description: 'Revokes a key for good.',
  fields: key,
}) {}
export class AssignAccessRole extends command({
  ...access,
  description:
    'Gives a person a role here, in addition to those of the identity provider. The latest assignment of the same role replaces earlier ones.',
  fields: { ...roleOf, ...narrowing, until: optional(until) },
}) {}
export class RevokeAccessRole extends command({
  ...access,
  description: 'Revokes a role that a person was given here. Roles of the identity provider do not change.',
  fields: roleOf,
}) {}

export const ACCESS_COMMANDS = [IssueAccessKey, RevokeAccessKey, AssignAccessRole, RevokeAccessRole] as const;

export interface AccessKey extends Omit<EventOf<typeof AccessKeyIssued>['data'], 'organizationId'> {
  readonly issuedAt: string;
  /** Undefined until it is revoked. */
  readonly revokedAt: string | undefined;
}
/** A role that was assigned to a person here, and has not been revoked. */
export interface AssignedRole extends Omit<EventOf<typeof AccessRoleAssigned>['data'], 'organizationId'> {
  readonly assignedAt: string;
}
/** The roles assigned to one person, by role. */
export type RolesOfOne = Readonly<Partial<Record<AccessRole, AssignedRole>>>;
export interface AccessState {
  /** All keys ever issued, by id. */
  readonly keys: Readonly<Record<string, AccessKey>>;
  /** By the person's pseudonym. */
  readonly roles: Readonly<Record<string, RolesOfOne>>;
}

/**
 * Folds the keys and roles. A revoked or expired key is kept, so that its id is never issued again; a revoked role is removed.
 */
export const evolveAccess = evolveBy<AccessEvent, AccessState>({
  AccessKeyIssued: (state, { organizationId: _, ...key }, issuedAt) => ({
    ...state,
    keys: { ...state.keys, [key.keyId]: { ...key, issuedAt, revokedAt: undefined } },
  }),
  AccessKeyRevoked: (state, { keyId }, revokedAt) => ({
    ...state,
    keys: { ...state.keys, [keyId]: { ...state.keys[keyId]!, revokedAt } },
  }),
  AccessRoleAssigned: (state, { organizationId: _, ...assigned }, assignedAt) => {
    const before = ownProperty(state.roles, assigned.subjectRef);
    const roles = { ...before, [assigned.role]: { ...assigned, assignedAt } };
    return { ...state, roles: { ...state.roles, [assigned.subjectRef]: roles } };
  },
  AccessRoleRevoked: (state, { subjectRef, role }) => {
    const { [role]: _, ...roles } = ownProperty(state.roles, subjectRef) ?? {};
    return { ...state, roles: { ...state.roles, [subjectRef]: roles } };
  },
});

/** The keys of integrations, and the roles that were assigned here: one stream per organisation. */
export const accessDecider: Decider<Command, AccessEvent, AccessState> = {
  initial: () => ({ keys: {}, roles: {} }),
  evolve: evolveAccess,
  isReferable: () => true,
  decide: decideBy<AccessEvent, AccessState>([
    when(IssueAccessKey, (command, { keys }) => {
      const { organizationId, keyId, name, secretHash, roles, departmentIds, teamIds } = command;
      const { everywhere, expiresAt, occurredAt } = command;
      const issued = ownProperty(keys, keyId);
      if (issued?.secretHash === secretHash) return [];
      if (issued) throw alreadyExists('keyId', 'access key', keyId);
      if (roles.length === 0)
        throw invalidInput('roles', 'a key without a role has no permissions', 'Name at least one role.', {
          code: 'TOO_FEW',
          parameters: { least: 1 },
        });
      if (expiresAt <= occurredAt)
        throw invalidInput('expiresAt', 'this moment is in the past', 'Give a moment in the future.', { code: 'PASSED' });
      return [AccessKeyIssued({ organizationId, keyId, name, secretHash, roles, departmentIds, teamIds, everywhere, expiresAt })];
    }),
    when(RevokeAccessKey, ({ organizationId, keyId }, { keys }) => {
      const issued = ownProperty(keys, keyId);
      if (!issued) throw notFound('keyId', 'access key', keyId, 'Correct the id: `rapport keys list` shows them.');
      return issued.revokedAt === undefined ? [AccessKeyRevoked({ organizationId, keyId })] : [];
    }),
    when(AssignAccessRole, (command, { roles }) => {
      const { organizationId, subjectRef, role, departmentIds, teamIds, everywhere, until, occurredAt } = command;
      if (until !== undefined && until <= occurredAt)
        throw invalidInput('until', 'this moment is in the past', 'Give a moment in the future, or leave it out.', {
          code: 'PASSED',
        });
      const assigned = { subjectRef, role, departmentIds, teamIds, everywhere, ...(until !== undefined && { until }) };
      const { assignedAt: _, ...before } = ownProperty(roles, subjectRef)?.[role] ?? {};
      return sameData(before, assigned) ? [] : [AccessRoleAssigned({ organizationId, ...assigned })];
    }),
    when(RevokeAccessRole, ({ organizationId, subjectRef, role }, { roles }) => {
      const assigned = ownProperty(roles, subjectRef);
      if (!assigned)
        throw notFound(
          'subjectRef',
          'person with a role here',
          subjectRef,
          'Correct the person or the role: `accessRoles` lists them.',
        );
      return assigned[role] ? [AccessRoleRevoked({ organizationId, subjectRef, role })] : [];
    }),
  ]),
};
