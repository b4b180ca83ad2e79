import { expect, it } from 'vitest';
import { CommitmentMade } from '../../../src/domain/commitment/events.js';
import { InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import { Settings } from '../../../projections/trials/settings.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';
import { AskMeasureSeries, shownWords } from '../../../src/queries/measure-series.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
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

it('a series has the periods that begin at `from` or later and are over, at `to` and by now', async () => {
  const made = ['2026-01-10', '2026-02-10', '2026-03-10'].map((day) =>
    CommitmentMade({
      ...{ commitmentId: day, teamId: 'desk', departmentId: 'ward', promiseRef: 'x' },
      dueAt: `${day}T08:00:00.000Z`,
    }),
  );
  const views = new FoldedViews();
  views.show(
    givenEvents(...made.map((fact) => eventIn(`commitment-${fact.data.commitmentId}`, '2026-01-02T08:00:00.000Z', fact))),
  );
  const months = async (from: string | undefined, to: string, now: string) => {
    const question = { measure: 'reliability', bucket: 'MONTH', to, ...(from !== undefined && { from }) } as const;
    const of = new AskMeasureSeries(new DatedSettings());
    const { chart, days } = await of.execute(await views.at({}), question, now, NO_MERGERS);
    return chart.points.map(({ firstDay }) => days.start(firstDay).slice(0, 7));
  };
  const [FEBRUARY, APRIL] = ['2026-02-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];
  expect(await months(undefined, APRIL, APRIL)).toEqual(['2026-01', '2026-02', '2026-03']);
  expect(await months(undefined, APRIL, '2026-03-31T23:59:59.998Z')).toEqual(['2026-01', '2026-02']);
  expect(await months(undefined, '2026-03-31T23:59:59.999Z', APRIL)).toEqual(['2026-01', '2026-02']);
  expect(await months(FEBRUARY, APRIL, APRIL)).toEqual(['2026-02', '2026-03']);
  expect(await months('2026-02-01T00:00:00.001Z', APRIL, APRIL)).toEqual(['2026-03']);
});
