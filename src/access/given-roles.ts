import type { CommandRunner } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import { type AccessRole, type AccessState, AssignAccessRole, type AssignedRole, RevokeAccessRole } from '../domain/access.js';
import type { Actor, CommandClass } from '../domain/kernel/command.js';
import { requireScope } from './keys/issue-key.js';

export interface RoleWanted {
  readonly subjectRef: string;
  readonly role: AccessRole;
  readonly departmentIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly everywhere: boolean;
  /** Absent: valid until revoked. */
  readonly until?: string | null | undefined;
}

/**
 * Assigns a role to a person. Shared by the API and the shell. @throws RapportError INVALID_INPUT, NOT_REGISTERED, and the
 * log's
 */
export async function assignRole(runner: CommandRunner, organizationId: string, wanted: RoleWanted, actor: Actor): Promise<void> {
  requireScope({ ...wanted, roles: [wanted.role] });
  await give(runner, AssignAccessRole as unknown as CommandClass, { organizationId, ...wanted }, actor);
}

/** Revokes an assigned role. @throws RapportError NOT_FOUND, and the log's */
export async function revokeRole(
  runner: CommandRunner,
  organizationId: string,
  { subjectRef, role }: Pick<RoleWanted, 'subjectRef' | 'role'>,
  actor: Actor,
): Promise<void> {
  await give(runner, RevokeAccessRole as unknown as CommandClass, { organizationId, subjectRef, role }, actor);
}

/** The assigned roles that have not expired at a moment. */
export const standingRoles = ({ roles }: AccessState, now: string): readonly AssignedRole[] =>
  Object.values(roles)
    .flatMap((ofOne) => Object.values(ofOne))
    .filter(({ until }) => until === undefined || until > now);

const give = (runner: CommandRunner, commandClass: CommandClass, input: object, actor: Actor) =>
  runner.execute(admit(commandClass, input, { now: new Date().toISOString(), actor }));
