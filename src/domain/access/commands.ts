import { command } from '../kernel/command.js';
import { list, optional, reference } from '../kernel/fields.js';
import * as f from './fields.js';

const access = { aggregate: 'access', key: ['organizationId'] } as const;
const key = { organizationId: f.organizationId, keyId: f.keyId };
const roleOf = { organizationId: f.organizationId, subjectRef: f.subjectRef, role: f.role };
const narrowing = {
  departmentIds: list(reference('department', 'A department'), 500, 'The departments that it is narrowed to'),
  teamIds: list(reference('team', 'A team'), 500, 'The teams that it is narrowed to'),
  everywhere: f.everywhere,
};

export class IssueAccessKey extends command({
  ...access,
  description: 'Gives an integration a key, of which only a hash is recorded.',
  fields: {
    ...key,
    name: f.keyName,
    secretHash: f.secretHash,
    roles: f.roles,
    ...narrowing,
    expiresAt: f.expiresAt,
  },
}) {}
export class RevokeAccessKey extends command({
  ...access,
  description: 'Takes a key back, for good.',
  fields: key,
}) {}
export class AssignAccessRole extends command({
  ...access,
  description: 'Gives a person a role here, besides those that the issuer says. Given again, it is as it was last given.',
  fields: { ...roleOf, ...narrowing, until: optional(f.until) },
}) {}
export class RevokeAccessRole extends command({
  ...access,
  description: 'Takes back a role that a person was given here. What the issuer says is not changed.',
  fields: roleOf,
}) {}

export const ACCESS_COMMANDS = [IssueAccessKey, RevokeAccessKey, AssignAccessRole, RevokeAccessRole] as const;
