import type { Command } from '../kernel/command.js';
import { decideBy, type Decider, evolveBy, own, when } from '../kernel/decider.js';
import type { EventOf } from '../kernel/event.js';
import { alreadyExists, invalidInput, notFound } from '../kernel/errors.js';
import { IssueAccessKey, RevokeAccessKey } from './commands.js';
import { type AccessEvent, AccessKeyIssued, AccessKeyRevoked } from './events.js';

export interface AccessKey extends Omit<EventOf<typeof AccessKeyIssued>['data'], 'organizationId'> {
  readonly issuedAt: string;
  /** Undefined while nobody has taken it back. */
  readonly revokedAt: string | undefined;
}
/** The keys ever given, by id. */
export type AccessState = Readonly<Record<string, AccessKey>>;

export const evolveAccess = evolveBy<AccessEvent, AccessState>({
  AccessKeyIssued: (state, { organizationId: _, ...key }, issuedAt) => ({
    ...state,
    [key.keyId]: { ...key, issuedAt, revokedAt: undefined },
  }),
  AccessKeyRevoked: (state, { keyId }, revokedAt) => ({ ...state, [keyId]: { ...state[keyId]!, revokedAt } }),
});

/** Which keys open the API to integrations: one stream an organisation. */
export const accessDecider: Decider<Command, AccessEvent, AccessState> = {
  initial: () => ({}),
  evolve: evolveAccess,
  isReferable: () => true,
  decide: decideBy<AccessEvent, AccessState>([
    when(IssueAccessKey, (command, state) => {
      const { organizationId, keyId, name, secretHash, roles, departmentIds, teamIds } = command;
      const { everywhere, expiresAt, occurredAt } = command;
      const known = own(state, keyId);
      if (known?.secretHash === secretHash) return [];
      if (known) throw alreadyExists('keyId', 'access key', keyId);
      if (roles.length === 0) throw invalidInput('roles', 'a key without a role opens nothing', 'Name at least one role.');
      if (expiresAt <= occurredAt) throw invalidInput('expiresAt', 'it has passed already', 'Give a moment to come.');
      return [AccessKeyIssued({ organizationId, keyId, name, secretHash, roles, departmentIds, teamIds, everywhere, expiresAt })];
    }),
    when(RevokeAccessKey, ({ organizationId, keyId }, state) => {
      const known = own(state, keyId);
      if (!known) throw notFound('keyId', 'access key', keyId, 'Correct the id: `rapport keys list` shows them.');
      return known.revokedAt === undefined ? [AccessKeyRevoked({ organizationId, keyId })] : [];
    }),
  ]),
};
