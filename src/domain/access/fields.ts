import { flag, id, label, list, moment, oneOf, ref } from '../kernel/fields.js';
import { departmentId, teamId } from '../ticket/fields.js';

/**
 * What somebody is to the organisation. What each may do and see: docs/access.md.
 * A requester and a department manager are of the department, an IT agent and a team lead of IT.
 */
export const ACCESS_ROLES = [
  'REQUESTER',
  'IT_AGENT',
  'TEAM_LEAD',
  'DEPARTMENT_MANAGER',
  'ANALYST',
  'INTEGRATION',
  'AUDITOR',
  'ADMINISTRATOR',
] as const;
export type AccessRole = (typeof ACCESS_ROLES)[number];

export const organizationId = id('The organisation');
export const keyId = id('The key: the part of it that may be shown');
export const keyName = label('What the key is for: the name of a system, not of a person');
export const secretHash = label('SHA-256 of the key’s secret part, in hexadecimal');
export const subjectRef = ref('Pseudonym of the person, as GET /session and `identifyPerson` tell it');
export const role = oneOf('AccessRole', ACCESS_ROLES, 'A role');
export const roles = list(role, ACCESS_ROLES.length, 'As whom the key acts');
export const departmentIds = list(departmentId, 500, 'The departments that it is narrowed to');
export const teamIds = list(teamId, 500, 'The teams that it is narrowed to');
export const everywhere = flag('Whether it is narrowed to nothing: of the whole organisation');
export const expiresAt = moment('From when on it opens nothing');
export const until = moment('From when on it is not theirs any more; theirs until it is taken back where absent');
