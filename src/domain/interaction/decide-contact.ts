import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { illegalMove } from '../kernel/refusals.js';
import { begun, between } from './begun.js';
import * as c from './commands.js';
import * as e from './events.js';
import type { InteractionState } from './state.js';

/** What becomes of the contact itself. */
export const CONTACT_RULES: readonly Rule<e.InteractionEvent, InteractionState>[] = [
  when(c.LinkInteractionToTicket, (command, state) => {
    const interaction = begun(command, state);
    if (interaction.ticketIds.includes(command.ticketId)) return [];
    return [e.InteractionLinkedToTicket({ ...between(interaction), ticketId: command.ticketId })];
  }),
  when(c.TransferInteraction, (command, state) => {
    const interaction = begun(command, state);
    const { interactionId, toTeamId, warm } = command;
    if (interaction.teamId === toTeamId) return [];
    if (interaction.outcome && !isHistory(command)) {
      throw illegalMove('interaction', interactionId, `ended (${interaction.outcome})`, 'Start a new one with the other team.');
    }
    const { teamId: fromTeamId, startedAt, respondents } = interaction;
    const passed = { teamId: toTeamId, fromTeamId, toTeamId, warm };
    return [e.InteractionTransferred({ ...between(interaction), ...passed, startedAt, responses: respondents.length })];
  }),
  when(c.EndInteraction, (command, state) => {
    const interaction = begun(command, state);
    const { interactionId, outcome, nextStepAgreed, commitmentIds = [], durationSec } = command;
    if (interaction.outcome === outcome) return [];
    if (interaction.outcome && !isHistory(command)) {
      throw illegalMove('interaction', interactionId, `has ended already, as ${interaction.outcome}`, 'Start a new one.');
    }
    const { startedAt } = interaction;
    return [e.InteractionEnded({ ...between(interaction), outcome, nextStepAgreed, commitmentIds, durationSec, startedAt })];
  }),
];
