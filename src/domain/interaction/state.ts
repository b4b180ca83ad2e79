import type { EventOf } from '../kernel/event.js';
import { evolveBy, ownProperty } from '../kernel/decider.js';
import { type Move, requireNotBefore } from '../kernel/moves.js';
import type { ConcernRaised, InteractionEnded, InteractionEvent, InteractionStarted } from './events.js';
import { notFound } from '../kernel/errors.js';
import type { InteractionCommand } from './commands.js';

type Statement = Pick<EventOf<typeof ConcernRaised>['data'], 'about' | 'theme' | 'commentRef'>;

export interface Interaction {
  /** As first recorded, to recognise a repeat. */
  readonly started: EventOf<typeof InteractionStarted>['data'];
  readonly startedAt: string;
  /** The team that has it now, after transfers. */
  readonly teamId: string;
  /** Undefined until the interaction ends. */
  readonly outcome: EventOf<typeof InteractionEnded>['data']['outcome'] | undefined;
  /** How it ended. */
  readonly end: Move | undefined;
  /** The latest transfer. */
  readonly passed: Move | undefined;
  readonly ticketIds: readonly string[];
  readonly respondents: readonly string[];
  /** The expected rating, by the person who expects it. */
  readonly expected: Readonly<Record<string, number>>;
  readonly concerns: Readonly<
    Record<string, { readonly raised: Statement; readonly raisedAt: string; readonly addressed: Move | undefined }>
  >;
  readonly recognitions: readonly (Statement & { readonly at: string })[];
}
/** Null: never started. */
export type InteractionState = Interaction | null;

const changed = (state: InteractionState, change: (interaction: Interaction) => Partial<Interaction>): InteractionState =>
  state && { ...state, ...change(state) };

/** Folds a contact: who has rated it, which ratings IT expected, which concerns and recognitions there are. */
export const evolveInteraction = evolveBy<InteractionEvent, InteractionState>({
  InteractionStarted: (_, started, startedAt) => ({
    started,
    startedAt,
    teamId: started.teamId,
    outcome: undefined,
    end: undefined,
    passed: undefined,
    ticketIds: [],
    respondents: [],
    expected: {},
    concerns: {},
    recognitions: [],
  }),
  InteractionLinkedToTicket: (state, { ticketId }) =>
    changed(state, ({ ticketIds }) => ({ ticketIds: [...ticketIds, ticketId] })),
  InteractionTransferred: (state, { toTeamId, warm }, at) =>
    changed(state, () => ({ teamId: toTeamId, passed: { type: 'InteractionTransferred', at, content: { toTeamId, warm } } })),
  InteractionEnded: (state, { outcome, nextStepAgreed, commitmentIds, durationSec }, at) =>
    changed(state, () => ({
      outcome,
      end: { type: 'InteractionEnded', at, content: { outcome, nextStepAgreed, commitmentIds, durationSec } },
    })),
  InteractionFeedbackGiven: (state, { respondentRef }) =>
    changed(state, ({ respondents }) => ({ respondents: [...respondents, respondentRef] })),
  InteractionSelfAssessed: (state, { byRef, expectedTreatmentRating }) =>
    changed(state, ({ expected }) => ({ expected: { ...expected, [byRef]: expectedTreatmentRating } })),
  RecognitionGiven: (state, { about, theme, commentRef }, at) =>
    changed(state, ({ recognitions }) => ({ recognitions: [...recognitions, { about, theme, commentRef, at }] })),
  ConcernRaised: (state, { concernId, about, theme, commentRef }, raisedAt) =>
    changed(state, ({ concerns }) => ({
      concerns: { ...concerns, [concernId]: { raised: { about, theme, commentRef }, raisedAt, addressed: undefined } },
    })),
  ConcernAddressed: (state, { concernId, commentRef }, at) =>
    changed(state, ({ concerns }) => {
      const concern = ownProperty(concerns, concernId);
      return concern
        ? {
            concerns: {
              ...concerns,
              [concernId]: { ...concern, addressed: { type: 'ConcernAddressed', at, content: { commentRef } } },
            },
          }
        : {};
    }),
});

/**
 * The interaction that a command addresses.
 * @throws RapportError NOT_FOUND when it never started; INVALID_INPUT when the command happened before the start (unless it is
 * history)
 */
export function requireStarted(command: InteractionCommand, state: InteractionState): Interaction {
  if (!state)
    throw notFound('interactionId', 'interaction', command.interactionId, 'Start the interaction first, or correct the id.');
  requireNotBefore(command, state.startedAt, 'the interaction started');
  return state;
}

/** The ids of the interaction and its current parties; part of every event. */
export const interactionParties = ({ started: { interactionId, departmentId }, teamId }: Interaction) => ({
  interactionId,
  teamId,
  departmentId,
});
