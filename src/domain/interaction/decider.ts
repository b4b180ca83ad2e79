import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy, when } from '../kernel/decide-by.js';
import { alreadyExists } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { StartInteraction } from './commands.js';
import { CONTACT_RULES } from './decide-contact.js';
import { VOICE_RULES } from './decide-voices.js';
import { type InteractionEvent, InteractionStarted } from './events.js';
import { evolveInteraction, type InteractionState } from './state.js';

/** A contact between people of a team and of a department, and what either side says of it, then or later. */
export const interactionDecider: Decider<Command, InteractionEvent, InteractionState> = {
  initial: () => null,
  evolve: evolveInteraction,
  isReferable: (state) => state !== null,
  concerns: (state) => state?.started && { departmentId: state.started.departmentId, teamId: state.teamId },
  decide: decideBy<InteractionEvent, InteractionState>([
    when(StartInteraction, (command, state) => {
      const { interactionId, teamId, departmentId, channel, direction, purpose, participants = [] } = command;
      const started = InteractionStarted({ interactionId, teamId, departmentId, channel, direction, purpose, participants });
      if (!state) return [started];
      if (sameData(state.started, started.data)) return [];
      throw alreadyExists('interactionId', 'interaction', interactionId);
    }),
    ...CONTACT_RULES,
    ...VOICE_RULES,
  ]),
};
