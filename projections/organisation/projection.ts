import { summed } from '../kit/booking.js';
import type { Component } from '../kit/component.js';
import { monthOf } from '../kit/day.js';
import { distinct } from '../kit/distinct.js';
import type { Draft } from '../kit/draft.js';
import { defineProjection } from '../kit/projection.js';
import { tallied } from '../kit/tallies.js';
import { TRIAL_EVENTS, trialBookings, type TrialEvent } from '../kit/trials.js';
import type { OrganisationDocument } from './document.js';

const NOTHING_TRIED: OrganisationDocument['components'] = {
  reliability: [],
  responsiveness: [],
  durability: [],
  treatment: [],
  transparency: [],
  engagement: [],
};

/** The day tallies of all relationships together, month by month. */
export const organisationProjection = defineProjection<OrganisationDocument, TrialEvent>({
  name: 'organisation',
  version: 1,
  handles: TRIAL_EVENTS,
  keys: (event) => distinct(summed(trialBookings(event)).map(({ at }) => monthOf(at))),
  evolve: (document, event, month) => {
    const components: Draft<Record<Component, OrganisationDocument['components'][Component]>> = {
      ...(document?.components ?? NOTHING_TRIED),
    };
    for (const booking of summed(trialBookings(event))) {
      if (monthOf(booking.at) === month) components[booking.component] = tallied(components[booking.component], booking);
    }
    return { month, components };
  },
  indexes: { byMonth: ['month'] },
});
