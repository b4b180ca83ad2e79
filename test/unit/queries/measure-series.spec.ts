import { expect, it } from 'vitest';
import { InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import { Settings } from '../../../projections/trials/settings.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { shownWords } from '../../../src/queries/measure-series.js';
import { FoldedViews } from '../../support/folded-views.js';
import { eventIn, givenEvents } from '../projections/given-events.js';

it('a series knows what people said up to the moment, and at it', async () => {
  const NOW = '2026-03-31T23:59:59.999Z';
  const about = { interactionId: 'I', teamId: 'desk', departmentId: 'ward' };
  const began = InteractionStarted({ ...about, channel: 'PHONE', direction: 'FROM_IT', participants: [] });
  const rated = ['r1', 'r2', 'r3', 'r4', 'r5'].map((respondentRef, earlierResponses) =>
    InteractionFeedbackGiven({ ...about, startedAt: NOW, respondentRef, treatment: 5, factors: [], earlierResponses }),
  );
  const views = new FoldedViews();
  views.show(givenEvents(...[began, ...rated].map((fact) => eventIn('interaction-I', NOW, fact))));
  const at = async (now: string) => (await shownWords(await views.at({}), {}, new Settings(), NO_MERGERS, now)).tallies.length;
  expect([await at('2026-03-31T23:59:59.998Z'), await at(NOW)]).toEqual([0, 5]);
});
