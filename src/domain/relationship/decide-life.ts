import { type Rule, when } from '../kernel/decide-by.js';
import { isRepeated } from '../kernel/moves.js';
import { alreadyExists, invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { established, notBefore, notEnded, relationshipId } from './standing.js';
import type { RelationshipState } from './state.js';

/** How a relationship begins and ends. */
export const LIFE_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.EstablishRelationship, (command, state) => {
    const { teamId, departmentId, type, scope } = command;
    const event = e.RelationshipEstablished({ teamId, departmentId, type, scope });
    if (!state) return [event];
    notEnded(command, state);
    if (sameData(state.established, event.data)) return [];
    throw alreadyExists('teamId', 'relationship', relationshipId(command));
  }),
  when(c.TransferRelationship, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, successorTeamId, successorDepartmentId, reason, occurredAt: at } = command;
    if (successorTeamId === teamId && successorDepartmentId === departmentId) {
      throw invalidInput('successorTeamId', 'a relationship cannot be its own successor', 'Name another team or department.');
    }
    const said = { successorTeamId, successorDepartmentId, reason };
    if (isRepeated(relationship.end, { type: 'RelationshipTransferred', at, said })) return [];
    notEnded(command, relationship);
    notBefore(command, relationship);
    return [e.RelationshipTransferred({ teamId, departmentId, ...said })];
  }),
  when(c.EndRelationship, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, reason, occurredAt: at } = command;
    if (isRepeated(relationship.end, { type: 'RelationshipEnded', at, said: { reason } })) return [];
    notEnded(command, relationship);
    notBefore(command, relationship);
    return [e.RelationshipEnded({ teamId, departmentId, reason })];
  }),
];
