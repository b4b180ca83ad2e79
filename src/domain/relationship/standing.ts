import { isHistory } from '../kernel/command.js';
import { illegalMove, notFound } from '../kernel/refusals.js';
import type { RelationshipCommand } from './commands.js';
import type { Relationship, RelationshipState } from './state.js';

/**
 * The relationship that a command speaks of.
 * @throws RapportError NOT_FOUND when it was never established.
 */
export function established({ teamId, departmentId }: RelationshipCommand, state: RelationshipState): Relationship {
  if (!state) throw notFound('teamId', 'relationship', `${teamId}.${departmentId}`, 'Establish it first, or correct the ids.');
  return state;
}

/** @throws RapportError ILLEGAL_MOVE when the relationship has ended: what was agreed then no longer changes. */
export function notEnded(command: RelationshipCommand, { ended, successor }: Relationship): void {
  if (!ended || isHistory(command)) return;
  throw illegalMove(
    'relationship',
    relationshipId(command),
    successor ? `goes on as ${successor.teamId}.${successor.departmentId}` : 'has ended',
    successor ? 'Use its successor.' : 'Nothing can be agreed in it any more.',
  );
}

export const relationshipId = ({ teamId, departmentId }: { teamId: string; departmentId: string }) => `${teamId}.${departmentId}`;
