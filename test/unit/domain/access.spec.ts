import { describe, it } from 'vitest';
import { IssueAccessKey, RevokeAccessKey } from '../../../src/domain/access/commands.js';
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
