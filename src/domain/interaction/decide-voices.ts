import { isHistory } from '../kernel/command.js';
import { type Rule, when } from '../kernel/decide-by.js';
import { RapportError } from '../kernel/errors.js';
import { inWords, isRepeated } from '../kernel/moves.js';
import { own } from '../kernel/own.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { begun, between } from './begun.js';
import * as c from './commands.js';
import type { InteractionCommand } from './commands.js';
import * as e from './events.js';
import type { InteractionState } from './state.js';

/** What the two sides say of a contact. It may be said while the contact goes on: a good one counts whether or not it solves anything. */
export const VOICE_RULES: readonly Rule<e.InteractionEvent, InteractionState>[] = [
  when(c.GiveInteractionFeedback, (command, state) => {
    const interaction = begun(command, state);
    const { interactionId, respondentRef, treatment, ease, informed, lostMinutes, factors = [], commentRef } = command;
    mustSpeak(command, 'Send actor: who of the department says how they were treated.');
    if (command.actor.kind === 'IT_STAFF') {
      throw new RapportError('SELF_RATING', `IT staff cannot rate their own interaction "${interactionId}"`, {
        field: 'actor',
        remedy: 'Use selfAssessInteraction to record what IT expects.',
      });
    }
    if (interaction.respondents.includes(respondentRef)) {
      throw new RapportError(
        'FEEDBACK_ALREADY_GIVEN',
        `"${respondentRef}" has rated the interaction "${interactionId}" already`,
        {
          remedy: 'The first answer stands.',
        },
      );
    }
    return [
      e.InteractionFeedbackGiven({
        ...between(interaction),
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
    const interaction = begun(command, state);
    const { interactionId, byRef, expectedTreatmentRating } = command;
    mustSpeak(command, 'Send actor: who of IT makes the guess.');
    if (command.actor.kind === 'REQUESTER') {
      throw invalidInput(
        'actor',
        'the department does not assess IT’s own expectation',
        'Use giveInteractionFeedback for its word.',
      );
    }
    const before = own(interaction.expected, byRef);
    if (before === expectedTreatmentRating) return [];
    if (before !== undefined) {
      throw illegalMove(
        'interaction',
        interactionId,
        `was assessed by "${byRef}" already, with ${before}`,
        'The first guess stands.',
      );
    }
    return [
      e.InteractionSelfAssessed({ ...between(interaction), byRef, expectedTreatmentRating, startedAt: interaction.startedAt }),
    ];
  }),
  when(c.GiveRecognition, (command, state) => {
    const interaction = begun(command, state);
    const { about, theme, commentRef, occurredAt: at } = command;
    // Thanks may come twice; the same thanks at the same moment are one.
    if (interaction.recognitions.some((given) => sameData(given, { about, theme, commentRef, at }))) return [];
    return [e.RecognitionGiven({ ...between(interaction), about, theme, commentRef })];
  }),
  when(c.RaiseConcern, (command, state) => {
    const interaction = begun(command, state);
    const { concernId, about, theme, commentRef } = command;
    const before = own(interaction.concerns, concernId);
    if (!before) return [e.ConcernRaised({ ...between(interaction), concernId, about, theme, commentRef })];
    if (sameData(before.raised, { about, theme, commentRef })) return [];
    throw alreadyExists('concernId', 'concern', concernId);
  }),
  when(c.AddressConcern, (command, state) => {
    const interaction = begun(command, state);
    const { concernId, commentRef } = command;
    const { interactionId, occurredAt: at } = command;
    const concern = own(interaction.concerns, concernId);
    if (!concern) throw notFound('concernId', 'concern', concernId, `Raise it on the interaction "${interactionId}" first.`);
    if (isRepeated(concern.addressed, { type: 'ConcernAddressed', at, said: { commentRef } })) return [];
    if (concern.addressed && !isHistory(command)) {
      const answered = `was addressed already: on record is ${inWords(concern.addressed)}`;
      throw illegalMove('concern', concernId, answered, 'Raise another concern for what is still open.');
    }
    if (at < concern.raisedAt && !isHistory(command)) {
      throw invalidInput('occurredAt', `the concern was raised only at ${concern.raisedAt}`, 'Give a moment after that.');
    }
    return [e.ConcernAddressed({ ...between(interaction), concernId, raisedAt: concern.raisedAt, commentRef })];
  }),
];

/** A rating is somebody's. @throws RapportError INVALID_INPUT when nobody says whose: a machine was treated neither well nor badly. */
function mustSpeak(command: InteractionCommand, remedy: string): void {
  if (command.actor.kind === 'SYSTEM' && !isHistory(command)) throw invalidInput('actor', 'it does not say who speaks', remedy);
}
