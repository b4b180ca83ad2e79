import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { inWords, isRepeated, requireInOrder } from '../kernel/moves.js';
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
    const { interactionId, toTeamId, warm, occurredAt: at } = command;
    if (isRepeated(interaction.passed, { type: 'InteractionTransferred', at, said: { toTeamId, warm } })) return [];
    if (interaction.teamId === toTeamId) {
      if (isHistory(command)) return [];
      const onRecord = interaction.passed ? `: on record is ${inWords(interaction.passed)}` : '';
      throw illegalMove(
        'interaction',
        interactionId,
        `is with "${toTeamId}" already${onRecord}`,
        'Name the team that takes it over.',
      );
    }
    if (interaction.end && !isHistory(command)) {
      const ended = `has ended: on record is ${inWords(interaction.end)}`;
      throw illegalMove('interaction', interactionId, ended, 'Start a new one with the other team.');
    }
    requireInOrder(command, 'interaction', interactionId, interaction.passed);
    const { teamId: fromTeamId, startedAt, respondents } = interaction;
    const passed = { teamId: toTeamId, fromTeamId, toTeamId, warm };
    return [e.InteractionTransferred({ ...between(interaction), ...passed, startedAt, responses: respondents.length })];
  }),
  when(c.EndInteraction, (command, state) => {
    const interaction = begun(command, state);
    const { interactionId, outcome, nextStepAgreed, commitmentIds = [], durationSec, occurredAt } = command;
    const told = { type: 'InteractionEnded', at: occurredAt, said: { outcome, nextStepAgreed, commitmentIds, durationSec } };
    if (isRepeated(interaction.end, told)) return [];
    if (interaction.end && !isHistory(command)) {
      throw illegalMove(
        'interaction',
        interactionId,
        `has ended already: on record is ${inWords(interaction.end)}`,
        'Start a new one.',
      );
    }
    requireInOrder(command, 'interaction', interactionId, interaction.passed);
    const { startedAt } = interaction;
    return [e.InteractionEnded({ ...between(interaction), outcome, nextStepAgreed, commitmentIds, durationSec, startedAt })];
  }),
];
