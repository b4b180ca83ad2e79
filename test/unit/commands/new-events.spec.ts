import { expect, it } from 'vitest';
import { newEvents } from '../../../src/commands/decide.js';
import { GiveRecognition } from '../../../src/domain/interaction/commands.js';
import { tell } from '../../support/decider.js';

it('records each event in the version in which its type is declared', () => {
  const command = tell(GiveRecognition, { interactionId: 'I1', about: 'IT' });
  const facts = ['InteractionFeedbackGiven', 'RecognitionGiven'].map((type) => ({ type, data: {} }));
  const versions = newEvents('interaction-I1', command, facts, 'main').map(({ metadata }) => metadata.schemaVersion);
  expect(versions).toEqual(['2', '1']);
});
