import { expect, it } from 'vitest';
import { instrumentsProjection } from '../../../projections/instruments/projection.js';
import { InstrumentRegistered } from '../../../src/domain/instrument.js';
import { documentOf } from './documents-of.js';
import { eventIn } from './given-events.js';
import { march } from './stories.js';

it('keeps the terms of a questionnaire beside its questions, and no wording that its owner does not share', () => {
  const scale = { points: 5, reversed: false, positiveFrom: 4 };
  const licensed = { instrumentId: 'rc', name: 'Coordination 7', licence: 'agreed with the owner' };
  const registered = InstrumentRegistered({
    ...licensed,
    items: [
      { itemId: 'q1', wordingRef: 'their page', ...scale },
      { itemId: 'q2', wording: 'Are you told in time?', ...scale },
    ],
    composites: [{ compositeId: 'all', name: 'All', itemIds: ['q1', 'q2'] }],
  });
  expect(documentOf(instrumentsProjection, 'rc', eventIn('instrument-rc', march(1), registered))).toEqual({
    ...licensed,
    registeredAt: march(1),
    items: [
      { itemId: 'q1', wording: null, wordingRef: 'their page', ...scale },
      { itemId: 'q2', wording: 'Are you told in time?', wordingRef: null, ...scale },
    ],
    composites: [{ compositeId: 'all', name: 'All', itemIds: ['q1', 'q2'] }],
  });
});
