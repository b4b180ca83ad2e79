import { isHistory } from '../kernel/command.js';
import { inWords } from '../kernel/moves.js';
import { illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
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
export function notEnded(command: RelationshipCommand, { end, successor }: Relationship): void {
  if (!end || isHistory(command)) return;
  const goesOn = successor ? `goes on as ${relationshipId(successor)}` : 'has ended';
  throw illegalMove(
    'relationship',
    relationshipId(command),
    `${goesOn}: on record is ${inWords(end)}`,
    successor ? 'Use its successor.' : 'Nothing can be agreed in it any more.',
  );
}

/** @throws RapportError INVALID_INPUT when it would end before it began (history may say what it likes). */
export function notBefore(command: RelationshipCommand, { establishedAt }: Relationship): void {
  if (command.occurredAt >= establishedAt || isHistory(command)) return;
  throw invalidInput('occurredAt', `the relationship was established only at ${establishedAt}`, 'Give a moment after that.');
}

export const relationshipId = ({ teamId, departmentId }: { teamId: string; departmentId: string }) => `${teamId}.${departmentId}`;
