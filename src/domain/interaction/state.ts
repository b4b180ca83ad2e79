import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import { own } from '../kernel/own.js';
import type { ConcernRaised, InteractionEnded, InteractionEvent, InteractionStarted } from './events.js';

type Statement = Pick<EventOf<typeof ConcernRaised>['data'], 'about' | 'theme' | 'commentRef'>;

export interface Interaction {
  /** As first recorded: the same again is no news. */
  readonly started: EventOf<typeof InteractionStarted>['data'];
  readonly startedAt: string;
  /** The team that has it now, after transfers. */
  readonly teamId: string;
  /** Undefined while it goes on. */
  readonly outcome: EventOf<typeof InteractionEnded>['data']['outcome'] | undefined;
  readonly ticketIds: readonly string[];
  readonly respondents: readonly string[];
  /** The rating expected, by who expects it. */
  readonly expected: Readonly<Record<string, number>>;
  readonly concerns: Readonly<
    Record<string, { readonly raised: Statement; readonly raisedAt: string; readonly addressed: boolean }>
  >;
  readonly recognitions: readonly (Statement & { readonly at: string })[];
}
/** Null: never started. */
export type InteractionState = Interaction | null;

const changed = (state: InteractionState, change: (interaction: Interaction) => Partial<Interaction>): InteractionState =>
  state && { ...state, ...change(state) };

export const evolveInteraction = evolveBy<InteractionEvent, InteractionState>({
  InteractionStarted: (_, started, startedAt) => ({
    started,
    startedAt,
    teamId: started.teamId,
    outcome: undefined,
    ticketIds: [],
    respondents: [],
    expected: {},
    concerns: {},
    recognitions: [],
  }),
  InteractionLinkedToTicket: (state, { ticketId }) =>
    changed(state, ({ ticketIds }) => ({ ticketIds: [...ticketIds, ticketId] })),
  InteractionTransferred: (state, { toTeamId }) => changed(state, () => ({ teamId: toTeamId })),
  InteractionEnded: (state, { outcome }) => changed(state, () => ({ outcome })),
  InteractionFeedbackGiven: (state, { respondentRef }) =>
    changed(state, ({ respondents }) => ({ respondents: [...respondents, respondentRef] })),
  InteractionSelfAssessed: (state, { byRef, expectedTreatmentRating }) =>
    changed(state, ({ expected }) => ({ expected: { ...expected, [byRef]: expectedTreatmentRating } })),
  RecognitionGiven: (state, { about, theme, commentRef }, at) =>
    changed(state, ({ recognitions }) => ({ recognitions: [...recognitions, { about, theme, commentRef, at }] })),
  ConcernRaised: (state, { concernId, about, theme, commentRef }, raisedAt) =>
    changed(state, ({ concerns }) => ({
      concerns: { ...concerns, [concernId]: { raised: { about, theme, commentRef }, raisedAt, addressed: false } },
    })),
  ConcernAddressed: (state, { concernId }) =>
    changed(state, ({ concerns }) => {
      const concern = own(concerns, concernId);
      return concern ? { concerns: { ...concerns, [concernId]: { ...concern, addressed: true } } } : {};
    }),
});
