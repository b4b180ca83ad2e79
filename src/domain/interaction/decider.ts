import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import { decideBy, type Decider, ownProperty, type Rule, when } from '../kernel/decider.js';
import { describeMove, isRepeated, onRecord, onRecordText, over, requireInOrder, requireNotBefore } from '../kernel/moves.js';
import { alreadyExists, illegalMove, invalidInput, notFound, RapportError } from '../kernel/errors.js';
import { requireStarted, interactionParties, evolveInteraction, type InteractionState } from './state.js';
import * as c from './commands.js';
import { type InteractionCommand, StartInteraction } from './commands.js';
import * as e from './events.js';
import { type InteractionEvent, InteractionStarted } from './events.js';
import { sameData } from '../kernel/same-data.js';

/** The rules for the course of the contact itself. */
export const CONTACT_RULES: readonly Rule<e.InteractionEvent, InteractionState>[] = [
  when(c.LinkInteractionToTicket, (command, state) => {
    const interaction = requireStarted(command, state);
    if (interaction.ticketIds.includes(command.ticketId)) return [];
    return [e.InteractionLinkedToTicket({ ...interactionParties(interaction), ticketId: command.ticketId })];
  }),
  when(c.TransferInteraction, (command, state) => {
    const interaction = requireStarted(command, state);
    const { interactionId, toTeamId, warm, occurredAt: at } = command;
    if (isRepeated(interaction.passed, { type: 'InteractionTransferred', at, content: { toTeamId, warm } })) return [];
    if (interaction.teamId === toTeamId) {
      if (isHistory(command)) return [];
      throw illegalMove(
        'toTeamId',
        'interaction',
        interactionId,
        `is already with "${toTeamId}"${onRecordText(interaction.passed)}`,
        'Name the team that takes over.',
        [{ code: 'SO_ALREADY' }, ...onRecord(interaction.passed)],
      );
    }
    if (interaction.end && !isHistory(command)) {
      const ended = `has ended: ${describeMove(interaction.end)}`;
      throw illegalMove('interactionId', 'interaction', interactionId, ended, 'Start a new interaction with the other team.', [
        over(interaction.end.at),
      ]);
    }
    requireInOrder(command, 'interaction', interactionId, interaction.passed);
    const { teamId: fromTeamId, startedAt, respondents } = interaction;
    const passed = { teamId: toTeamId, fromTeamId, toTeamId, warm };
    return [
      e.InteractionTransferred({ ...interactionParties(interaction), ...passed, startedAt, responses: respondents.length }),
    ];
  }),
  when(c.EndInteraction, (command, state) => {
    const interaction = requireStarted(command, state);
    const { interactionId, outcome, nextStepAgreed, commitmentIds = [], durationSec, occurredAt } = command;
    const move = { type: 'InteractionEnded', at: occurredAt, content: { outcome, nextStepAgreed, commitmentIds, durationSec } };
    if (isRepeated(interaction.end, move)) return [];
    if (interaction.end && !isHistory(command)) {
      throw illegalMove(
        'interactionId',
        'interaction',
        interactionId,
        `has already ended: ${describeMove(interaction.end)}`,
        'Start a new interaction.',
        [over(interaction.end.at)],
      );
    }
    requireInOrder(command, 'interaction', interactionId, interaction.passed);
    const { startedAt } = interaction;
    return [
      e.InteractionEnded({ ...interactionParties(interaction), outcome, nextStepAgreed, commitmentIds, durationSec, startedAt }),
    ];
  }),
];

/**
 * The rules for what both sides say about a contact. They may speak while it continues: a good contact counts whether or not it
 * solves anything.
 */
export const VOICE_RULES: readonly Rule<e.InteractionEvent, InteractionState>[] = [
  when(c.GiveInteractionFeedback, (command, state) => {
    const interaction = requireStarted(command, state);
    const { interactionId, respondentRef, treatment, ease, informed, lostMinutes, factors = [], commentRef } = command;
    mustSpeak(command, 'Give `actor`: the person of the department who rates the interaction.');
    if (command.actor.kind === 'IT_STAFF') {
      throw new RapportError('SELF_RATING', `IT staff cannot rate their own interaction "${interactionId}"`, {
        field: 'actor',
        remedy: 'Use selfAssessInteraction to record what IT expects.',
      });
    }
    if (interaction.respondents.includes(respondentRef)) {
      throw new RapportError(
        'FEEDBACK_ALREADY_GIVEN',
        `"${respondentRef}" has already rated the interaction "${interactionId}"`,
        {
          remedy: 'The first rating remains; it cannot be changed.',
        },
      );
    }
    return [
      e.InteractionFeedbackGiven({
        ...interactionParties(interaction),
        respondentRef,
        treatment,
        ease,
        informed,
        lostMinutes,
        factors,
        commentRef,
        resolvedAtTime: command.resolvedAtTime,
        startedAt: interaction.startedAt,
        earlierResponses: interaction.respondents.length,
      }),
    ];
  }),
  when(c.SelfAssessInteraction, (command, state) => {
    const interaction = requireStarted(command, state);
    const { interactionId, byRef, expectedTreatmentRating } = command;
    mustSpeak(command, 'Give `actor`: the person of IT who makes the estimate.');
    if (command.actor.kind === 'REQUESTER') {
      throw invalidInput(
        'actor',
        'only IT can estimate the department’s rating',
        'Use giveInteractionFeedback for the department’s rating.',
        { code: 'NOT_ONE_OF', parameters: { values: ['IT_STAFF'] } },
      );
    }
    const before = ownProperty(interaction.expected, byRef);
    if (before === expectedTreatmentRating) return [];
    if (before !== undefined) {
      throw illegalMove(
        'byRef',
        'interaction',
        interactionId,
        `was already assessed by "${byRef}", with ${before}`,
        'The first estimate remains; it cannot be changed.',
        [{ code: 'SO_ALREADY' }],
      );
    }
    return [
      e.InteractionSelfAssessed({
        ...interactionParties(interaction),
        byRef,
        expectedTreatmentRating,
        startedAt: interaction.startedAt,
      }),
    ];
  }),
  when(c.GiveRecognition, (command, state) => {
    const interaction = requireStarted(command, state);
    const { about, theme, commentRef, occurredAt: at } = command;
    // Thanks may be given twice; the same thanks at the same moment are a repeat.
    if (interaction.recognitions.some((given) => sameData(given, { about, theme, commentRef, at }))) return [];
    return [e.RecognitionGiven({ ...interactionParties(interaction), about, theme, commentRef })];
  }),
  when(c.RaiseConcern, (command, state) => {
    const interaction = requireStarted(command, state);
    const { concernId, about, theme, commentRef } = command;
    const before = ownProperty(interaction.concerns, concernId);
    if (!before) return [e.ConcernRaised({ ...interactionParties(interaction), concernId, about, theme, commentRef })];
    if (sameData(before.raised, { about, theme, commentRef }) && mayBeOf(before.raisedAt, command)) return [];
    throw alreadyExists('concernId', 'concern', concernId);
  }),
  when(c.AddressConcern, (command, state) => {
    const interaction = requireStarted(command, state);
    const { concernId, commentRef } = command;
    const { interactionId, occurredAt: at } = command;
    const concern = ownProperty(interaction.concerns, concernId);
    if (!concern) throw notFound('concernId', 'concern', concernId, `Raise it on the interaction "${interactionId}" first.`);
    if (isRepeated(concern.addressed, { type: 'ConcernAddressed', at, content: { commentRef } })) return [];
    if (concern.addressed && !isHistory(command)) {
      const answered = `was already addressed: ${describeMove(concern.addressed)}`;
      throw illegalMove(
        'concernId',
        'concern',
        concernId,
        answered,
        'Raise another concern for what is still open.',
        onRecord(concern.addressed),
      );
    }
    requireNotBefore(command, concern.raisedAt, 'the concern was raised');
    return [e.ConcernAddressed({ ...interactionParties(interaction), concernId, raisedAt: concern.raisedAt, commentRef })];
  }),
];

/**
 * A rating needs an author.
 * @throws RapportError INVALID_INPUT when the actor is a system: a machine was treated neither well nor badly
 */
function mustSpeak(command: InteractionCommand, remedy: string): void {
  if (command.actor.kind === 'SYSTEM' && !isHistory(command))
    throw invalidInput('actor', 'the command does not name the person', remedy, { code: 'MISSING' });
}

/** A contact between people of a team and of a department, and what either side says about it, then or later. */
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
      if (sameData(state.started, started.data) && mayBeOf(state.startedAt, command)) return [];
      throw alreadyExists('interactionId', 'interaction', interactionId);
    }),
    ...CONTACT_RULES,
    ...VOICE_RULES,
  ]),
};
