import { distinct } from '../kit/distinct.js';
import { defineProjection } from '../kit/projection.js';
import { TRIAL_EVENTS, trialBookings, type TrialEvent } from '../kit/trials.js';
import { booked } from './booked.js';
import type { TrialDocument } from './document.js';
import { streamOfTrial, trialKey } from './key.js';

/** Which facts each number rests on: what the tallies sum, one by one. */
export const trialsProjection = defineProjection<TrialDocument, TrialEvent>({
  name: 'trials',
  version: 1,
  handles: TRIAL_EVENTS,
  keys: (event) => distinct(trialBookings(event).map(trialKey)),
  evolve: (document, event, key) =>
    trialBookings(event)
      .filter((booking) => trialKey(booking) === key)
      .reduce((trial, booking) => booked(trial, booking, key, event.id), document),
  indexes: {
    byRelationshipIdComponentCountedAt: ['relationshipId', 'component', 'counted', 'at'],
    byComponentCountedAt: ['component', 'counted', 'at'],
  },
  streamOf: streamOfTrial,
});
