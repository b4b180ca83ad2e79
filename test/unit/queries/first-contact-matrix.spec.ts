import { expect, it } from 'vitest';
import { SettingsAdopted } from '../../../src/domain/governance/events.js';
import { InteractionFeedbackGiven, InteractionStarted } from '../../../src/domain/interaction/events.js';
import { AskFirstContactMatrix } from '../../../src/queries/first-contact-matrix.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { FoldedViews } from '../../support/folded-views.js';
import { givenEvents, eventIn } from '../projections/given-events.js';

const AT = '2026-03-02T08:00:00.000Z';
const about = { interactionId: 'I', teamId: 'desk', departmentId: 'ward' };
const rated = (respondentRef: string, earlierResponses: number) =>
  InteractionFeedbackGiven({ ...about, respondentRef, treatment: 5, factors: [], startedAt: AT, earlierResponses });
const facts = [
  InteractionStarted({ ...about, channel: 'PHONE', direction: 'FROM_IT', participants: [] }),
  ...['r1', 'r2', 'r3', 'r4', 'r5'].map(rated),
].map((fact) => eventIn('interaction-I', AT, fact));
const settings = { organizationId: 'org', zone: 'UTC', graceDays: 7, claimWithinHours: 24, smallestGroup: 6 };
const effectiveAt = '2026-04-01T00:00:00.000Z';

it('shows first contacts from the smallest group on that is in force at the moment asked about', async () => {
  const views = new FoldedViews();
  views.show(givenEvents(...facts, eventIn('governance-org', AT, SettingsAdopted({ ...settings, effectiveAt }))));
  const stateAt = async (asOf: string) => {
    return (await new AskFirstContactMatrix(new DatedSettings()).execute(await views.at({}), {}, undefined, undefined, asOf))
      .state;
  };
  expect(await stateAt(AT)).toBe('SHOWN');
  expect(await stateAt(effectiveAt)).toBe('SUPPRESSED');
});
