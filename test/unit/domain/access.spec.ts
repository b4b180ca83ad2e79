import { describe, it } from 'vitest';
import { AssignAccessRole, IssueAccessKey, RevokeAccessKey, RevokeAccessRole } from '../../../src/domain/access.js';
import { given, tell } from '../../support/decider.js';

const KEY = {
  organizationId: 'hospital',
  keyId: 'k1',
  name: 'Zammad',
  secretHash: 'a'.repeat(64),
  roles: ['INTEGRATION'],
  departmentIds: [],
  teamIds: [],
  everywhere: true,
  expiresAt: '2027-01-01T00:00:00.000Z',
} as const;
const issue = (more: Partial<Record<keyof typeof KEY, unknown>> = {}) => tell(IssueAccessKey, { ...KEY, ...more } as never);
const revoke = (keyId = 'k1') => tell(RevokeAccessKey, { organizationId: 'hospital', keyId });

describe('an access key', () => {
  it('is issued once, with a role, for a time to come', () => {
    given().when(issue()).then(['AccessKeyIssued', KEY]);
    given(issue()).when(issue()).thenNothing();
    given(issue())
      .when(issue({ secretHash: 'b'.repeat(64) }))
      .thenRefused('ALREADY_EXISTS', 'keyId');
    given()
      .when(issue({ roles: [] }))
      .thenRefused('INVALID_INPUT', 'roles');
    given()
      .when(issue({ expiresAt: '2026-01-01T00:00:00.000Z' }))
      .thenRefused('INVALID_INPUT', 'expiresAt');
  });
  it('is revoked for good, and only where it is one', () => {
    given(issue())
      .when(revoke())
      .then(['AccessKeyRevoked', { keyId: 'k1' }]);
    given(issue(), revoke()).when(revoke()).thenNothing();
    given(issue(), revoke()).when(issue()).thenNothing();
    given(issue()).when(revoke('constructor')).thenRefused('NOT_FOUND', 'keyId');
  });
});

describe('a role that a person is given', () => {
  const GIVEN = {
    ...{ organizationId: 'hospital', subjectRef: 'person-1', role: 'ANALYST' },
    ...{ departmentIds: [], teamIds: [], everywhere: true },
  } as const;
  const assign = (more: object = {}) => tell(AssignAccessRole, { ...GIVEN, ...more } as never);
  const take = (more: object = {}) =>
    tell(RevokeAccessRole, { organizationId: 'hospital', subjectRef: 'person-1', role: 'ANALYST', ...more } as never);

  it('is as it was last given', () => {
    given().when(assign()).then(['AccessRoleAssigned', GIVEN]);
    given(assign()).when(assign()).thenNothing();
    given(assign())
      .when(assign({ until: '2027-01-01T00:00:00.000Z' }))
      .then(['AccessRoleAssigned', { ...GIVEN, until: '2027-01-01T00:00:00.000Z' }]);
    given(assign())
      .when(assign({ role: 'AUDITOR' }))
      .then(['AccessRoleAssigned', { role: 'AUDITOR' }]);
    given()
      .when(assign({ until: '2026-01-01T00:00:00.000Z' }))
      .thenRefused('INVALID_INPUT', 'until');
  });
  it('is taken back, once, and may be given again', () => {
    given(assign())
      .when(take())
      .then(['AccessRoleRevoked', { subjectRef: 'person-1', role: 'ANALYST' }]);
    given(assign(), take()).when(take()).thenNothing();
    given(assign(), take()).when(assign()).then(['AccessRoleAssigned', GIVEN]);
    given(assign())
      .when(take({ role: 'AUDITOR' }))
      .thenNothing();
    given()
      .when(take({ subjectRef: 'constructor' }))
      .thenRefused('NOT_FOUND', 'subjectRef');
  });
});
