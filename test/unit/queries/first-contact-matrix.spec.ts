import { expect, it } from 'vitest';
import { SettingsAdopted } from '../../../src/domain/governance/events.js';
import {
  InteractionEnded,
  InteractionFeedbackGiven,
  InteractionLinkedToTicket,
  InteractionStarted,
} from '../../../src/domain/interaction/events.js';
import { AskFirstContactMatrix } from '../../../src/queries/first-contact-matrix.js';
import { DatedSettings } from '../../../src/queries/dated-settings.js';
import { FoldedViews } from '../../support/folded-views.js';
import { givenEvents, eventIn } from '../projections/given-events.js';
import { NO_MERGERS } from '../../../src/queries/identity/identities.js';

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
    return (
      await new AskFirstContactMatrix(new DatedSettings()).execute(await views.at({}), {}, undefined, undefined, asOf, NO_MERGERS)
    ).state;
  };
  expect(await stateAt(AT)).toBe('SHOWN');
  expect(await stateAt(effectiveAt)).toBe('SUPPRESSED');
});

it('counts of several contacts about a ticket the earliest, and as the last rating that says so has it', async () => {
  const at = (minute: number) => new Date(Date.parse(AT) + minute * 60_000).toISOString();
  const contact = (interactionId: string, began: number, outcome: 'RESOLVED' | 'PROGRESSED') => {
    const of = { ...about, interactionId };
    return [
      InteractionStarted({ ...of, channel: 'PHONE', direction: 'FROM_IT', participants: [] }),
      InteractionLinkedToTicket({ ...of, ticketId: 'T' }),
      InteractionEnded({ ...of, outcome, nextStepAgreed: false, commitmentIds: [], startedAt: at(began) }),
    ].map((fact) => eventIn(`interaction-${interactionId}`, at(began), fact));
  };
  const says = (respondentRef: string, minute: number, resolvedAtTime?: boolean) =>
    eventIn(
      'interaction-first',
      at(minute),
      InteractionFeedbackGiven({
        ...{ ...about, interactionId: 'first' },
        ...{ respondentRef, treatment: 5, factors: [], startedAt: at(1), earlierResponses: 0, resolvedAtTime },
      }),
    );
  const views = new FoldedViews();
  const one = SettingsAdopted({ ...settings, smallestGroup: 1, effectiveAt: AT });
  const told = [...contact('again', 2, 'PROGRESSED'), ...contact('first', 1, 'RESOLVED'), eventIn('governance-org', AT, one)];
  // The last two say so in the same minute: the one recorded later decides. The contact with the lower id is first of the two.
  const same = contact('zeroth', 1, 'RESOLVED');
  views.show(givenEvents(...same, ...told, says('r1', 5, true), says('r2', 6, true), says('r4', 6, false), says('r3', 7)));
  const matrix = await new AskFirstContactMatrix(new DatedSettings()).execute(
    await views.at({}),
    {},
    undefined,
    undefined,
    at(9),
    NO_MERGERS,
  );
  expect(matrix).toMatchObject({ contacts: 1, unsolvedTreatedWell: 1, solvedTreatedWell: 0, notSaidTreatedWell: 0, people: 4 });
});
