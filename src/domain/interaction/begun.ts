import { isHistory } from '../kernel/command.js';
import { invalidInput, notFound } from '../kernel/refusals.js';
import type { InteractionCommand } from './commands.js';
import type { Interaction, InteractionState } from './state.js';

/**
 * The interaction that a command speaks of.
 * @throws RapportError NOT_FOUND when it never started; INVALID_INPUT when the command happened before it did (history may).
 */
export function begun(command: InteractionCommand, state: InteractionState): Interaction {
  if (!state) throw notFound('interactionId', 'interaction', command.interactionId, 'Start it first, or correct the id.');
  if (command.occurredAt < state.startedAt && !isHistory(command)) {
    throw invalidInput('occurredAt', `the interaction started only at ${state.startedAt}`, 'Give a moment after its start.');
  }
  return state;
}

/** Who is concerned now; part of every event. */
export const between = ({ started: { interactionId, departmentId }, teamId }: Interaction) => ({
  interactionId,
  teamId,
  departmentId,
});
