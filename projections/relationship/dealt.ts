import type { Summed } from '../kit/booking.js';
import type { Draft } from '../kit/draft.js';
import { tallied } from '../kit/tallies.js';
import { contacted } from './contact-counts.js';
import type { Dealing } from './dealings.js';
import type { RelationshipDocument } from './document.js';

type Components = RelationshipDocument['components'];

/** The relationship with what an event added to it: one copy of the document an event. */
export const dealt = (before: RelationshipDocument, dealing: Dealing): RelationshipDocument => ({
  ...before,
  components: dealing.bookings.length === 0 ? before.components : booked(before.components, dealing.bookings),
  contacts: dealing.contacts.reduce(contacted, before.contacts),
  resolutions: before.resolutions + dealing.resolutions,
  interactions: before.interactions + dealing.interactions,
});

function booked(before: Components, bookings: readonly Summed[]): Components {
  const components: Draft<Components> = { ...before };
  for (const booking of bookings) components[booking.component] = tallied(components[booking.component], booking);
  return components;
}
