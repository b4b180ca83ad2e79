import type { CommandRunner } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import { IssueAccessKey, RevokeAccessKey, type AccessRole } from '../../domain/access.js';
import type { Actor, CommandClass } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { ROLE_DEFINITIONS } from '../roles.js';
import { newKey, type NewKey } from './key-ring.js';

export interface KeyWanted {
  readonly name: string;
  readonly roles: readonly AccessRole[];
  readonly departmentIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly everywhere: boolean;
  /** UTC. */
  readonly expiresAt: string;
}

const SHELL = { kind: 'SYSTEM', ref: 'rapport keys' } as const;

/**
 * Creates a key and records its hash. Only the result holds the key itself. @throws RapportError INVALID_INPUT,
 * NOT_REGISTERED, and the log's
 */
export async function issueKey(
  runner: CommandRunner,
  organizationId: string,
  wanted: KeyWanted,
  actor: Actor = SHELL,
): Promise<NewKey> {
  requireScope(wanted);
  const key = newKey();
  const input = { organizationId, keyId: key.keyId, secretHash: key.secretHash, ...wanted };
  await runner.execute(admit(IssueAccessKey as unknown as CommandClass, input, { now: new Date().toISOString(), actor }));
  return key;
}

/** @throws RapportError NOT_FOUND */
export async function revokeKey(
  runner: CommandRunner,
  organizationId: string,
  keyId: string,
  actor: Actor = SHELL,
): Promise<void> {
  const input = { organizationId, keyId };
  await runner.execute(admit(RevokeAccessKey as unknown as CommandClass, input, { now: new Date().toISOString(), actor }));
}

/**
 * Rejects a scope that opens nothing, or that names both some sides and everywhere: either is a mistake.
 * @throws RapportError INVALID_INPUT
 */
export function requireScope({
  roles,
  departmentIds,
  teamIds,
  everywhere,
}: Pick<KeyWanted, 'roles' | 'departmentIds' | 'teamIds' | 'everywhere'>): void {
  const isNarrowed = departmentIds.length + teamIds.length > 0;
  if (isNarrowed !== everywhere || roles.every((role) => ROLE_DEFINITIONS[role].narrowedBy === 'NOT')) return;
  throw new RapportError('INVALID_INPUT', 'everywhere: give either departments or teams, or everywhere', {
    field: 'everywhere',
    remedy: 'Name departments or teams, or set everywhere for the whole organisation.',
    reasons: [
      {
        field: 'everywhere',
        ...(isNarrowed
          ? { code: 'EXCLUDES', parameters: { other: departmentIds.length > 0 ? 'departmentIds' : 'teamIds' } }
          : { code: 'MISSING' }),
      },
    ],
  });
}
