import { command } from '../kernel/command.js';
import { list, reference } from '../kernel/fields.js';
import * as f from './fields.js';

const access = { aggregate: 'access', key: ['organizationId'] } as const;
const key = { organizationId: f.organizationId, keyId: f.keyId };

export class IssueAccessKey extends command({
  ...access,
  description: 'Gives an integration a key, of which only a hash is recorded.',
  fields: {
    ...key,
    name: f.keyName,
    secretHash: f.secretHash,
    roles: f.roles,
    departmentIds: list(reference('department', 'A department'), 500, 'The departments that it is narrowed to'),
    teamIds: list(reference('team', 'A team'), 500, 'The teams that it is narrowed to'),
    everywhere: f.everywhere,
    expiresAt: f.expiresAt,
  },
}) {}
export class RevokeAccessKey extends command({
  ...access,
  description: 'Takes a key back, for good.',
  fields: key,
}) {}

export const ACCESS_COMMANDS = [IssueAccessKey, RevokeAccessKey] as const;
