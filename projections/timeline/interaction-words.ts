import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import { plain, type Words } from './words.js';

const side = (about: 'IT' | 'DEPARTMENT') => (about === 'IT' ? 'IT' : 'the department');

export const interactionWords: Words<InteractionEvent> = {
  InteractionStarted: ({ channel, direction }) =>
    `${direction === 'FROM_DEPARTMENT' ? 'The department sought out IT' : 'IT sought out the department'} (${plain(channel)}).`,
  InteractionLinkedToTicket: ({ ticketId }) => `The contact concerned ticket ${ticketId}.`,
  InteractionTransferred: ({ fromTeamId, toTeamId, warm }) =>
    `The contact was ${warm ? 'handed in person' : 'passed on'} from team ${fromTeamId} to team ${toTeamId}.`,
  InteractionEnded: ({ outcome, nextStepAgreed }) =>
    `The contact ended (${plain(outcome)})${nextStepAgreed ? '; both know what happens next' : ''}.`,
  InteractionFeedbackGiven: () => 'Someone of the department said how they were treated.',
  InteractionSelfAssessed: () => 'IT said how it thinks the department was treated.',
  RecognitionGiven: ({ about }) => `A thank-you to ${side(about)}.`,
  ConcernRaised: ({ about }) => `A concern was raised about ${side(about)}.`,
  ConcernAddressed: () => 'A concern got its answer.',
};
