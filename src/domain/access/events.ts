import { event, type EventOf } from '../kernel/event.js';
import { confidential, optional } from '../kernel/fields.js';
import * as f from './fields.js';

const roleOf = { organizationId: f.organizationId, subjectRef: f.subjectRef, role: f.role };
const key = { organizationId: f.organizationId, keyId: f.keyId };

export const AccessKeyIssued = event(
  'AccessKeyIssued',
  {
    ...key,
    name: f.keyName,
    // A hash of 256 random bits tells nothing; a feed has no use for it all the same.
    secretHash: confidential(f.secretHash),
    roles: f.roles,
    departmentIds: f.departmentIds,
    teamIds: f.teamIds,
    everywhere: f.everywhere,
    expiresAt: f.expiresAt,
  },
  'An integration was given a key. The key itself is nowhere on record.',
);
export const AccessKeyRevoked = event('AccessKeyRevoked', key, 'A key opens nothing any more.');
export const AccessRoleAssigned = event(
  'AccessRoleAssigned',
  { ...roleOf, departmentIds: f.departmentIds, teamIds: f.teamIds, everywhere: f.everywhere, until: optional(f.until) },
  'A person was given a role here, besides those that the issuer says.',
);
export const AccessRoleRevoked = event('AccessRoleRevoked', roleOf, 'A role that a person was given here is theirs no more.');

export const ACCESS_EVENTS = [AccessKeyIssued, AccessKeyRevoked, AccessRoleAssigned, AccessRoleRevoked] as const;
export type AccessEvent = EventOf<(typeof ACCESS_EVENTS)[number]>;
