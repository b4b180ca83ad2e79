import type { Command } from '../kernel/command.js';
import { decideBy, type Decider, evolveBy, own, when } from '../kernel/decider.js';
import type { EventOf } from '../kernel/event.js';
import { alreadyExists, invalidInput, notFound } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import { AssignAccessRole, IssueAccessKey, RevokeAccessKey, RevokeAccessRole } from './commands.js';
import { type AccessEvent, AccessKeyIssued, AccessKeyRevoked, AccessRoleAssigned, AccessRoleRevoked } from './events.js';
import type { AccessRole } from './fields.js';

export interface AccessKey extends Omit<EventOf<typeof AccessKeyIssued>['data'], 'organizationId'> {
  readonly issuedAt: string;
  /** Undefined while nobody has taken it back. */
  readonly revokedAt: string | undefined;
}
/** A role that somebody has been given, and not lost by a word. */
export interface AssignedRole extends Omit<EventOf<typeof AccessRoleAssigned>['data'], 'organizationId'> {
  readonly assignedAt: string;
}
/** The roles that one person was given, by role. */
export type RolesOfOne = Readonly<Partial<Record<AccessRole, AssignedRole>>>;
export interface AccessState {
  /** The keys ever given, by id. */
  readonly keys: Readonly<Record<string, AccessKey>>;
  /** By the person's pseudonym. */
  readonly roles: Readonly<Record<string, RolesOfOne>>;
}

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
    const before = own(state.roles, assigned.subjectRef);
    const roles = { ...before, [assigned.role]: { ...assigned, assignedAt } };
    return { ...state, roles: { ...state.roles, [assigned.subjectRef]: roles } };
  },
  AccessRoleRevoked: (state, { subjectRef, role }) => {
    const { [role]: _, ...roles } = own(state.roles, subjectRef) ?? {};
    return { ...state, roles: { ...state.roles, [subjectRef]: roles } };
  },
});

/** Which keys open the API to integrations, and who was given which role here: one stream an organisation. */
export const accessDecider: Decider<Command, AccessEvent, AccessState> = {
  initial: () => ({ keys: {}, roles: {} }),
  evolve: evolveAccess,
  isReferable: () => true,
  decide: decideBy<AccessEvent, AccessState>([
    when(IssueAccessKey, (command, { keys }) => {
      const { organizationId, keyId, name, secretHash, roles, departmentIds, teamIds } = command;
      const { everywhere, expiresAt, occurredAt } = command;
      const known = own(keys, keyId);
      if (known?.secretHash === secretHash) return [];
      if (known) throw alreadyExists('keyId', 'access key', keyId);
      if (roles.length === 0) throw invalidInput('roles', 'a key without a role opens nothing', 'Name at least one role.');
      if (expiresAt <= occurredAt) throw invalidInput('expiresAt', 'it has passed already', 'Give a moment to come.');
      return [AccessKeyIssued({ organizationId, keyId, name, secretHash, roles, departmentIds, teamIds, everywhere, expiresAt })];
    }),
    when(RevokeAccessKey, ({ organizationId, keyId }, { keys }) => {
      const known = own(keys, keyId);
      if (!known) throw notFound('keyId', 'access key', keyId, 'Correct the id: `rapport keys list` shows them.');
      return known.revokedAt === undefined ? [AccessKeyRevoked({ organizationId, keyId })] : [];
    }),
    when(AssignAccessRole, (command, { roles }) => {
      const { organizationId, subjectRef, role, departmentIds, teamIds, everywhere, until, occurredAt } = command;
      if (until !== undefined && until <= occurredAt)
        throw invalidInput('until', 'it has passed already', 'Give a moment to come, or leave it out.');
      const assigned = { subjectRef, role, departmentIds, teamIds, everywhere, ...(until !== undefined && { until }) };
      const { assignedAt: _, ...before } = own(roles, subjectRef)?.[role] ?? {};
      return sameData(before, assigned) ? [] : [AccessRoleAssigned({ organizationId, ...assigned })];
    }),
    when(RevokeAccessRole, ({ organizationId, subjectRef, role }, { roles }) => {
      const known = own(roles, subjectRef);
      if (!known) throw notFound('subjectRef', 'person with a role here', subjectRef, 'Correct it: `accessRoles` lists them.');
      return known[role] ? [AccessRoleRevoked({ organizationId, subjectRef, role })] : [];
    }),
  ]),
};
