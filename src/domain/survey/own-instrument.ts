import type { Instrument } from '../instrument/decider.js';

/** Five points from "never" to "always"; the two upper ones are positive, as hospitals read SOPS (domain.md 3.1). */
const item = (itemId: string, wording: string, reversed = false) => ({ itemId, wording, points: 5, reversed, positiveFrom: 4 });

/** A short questionnaire in our own words, free to use and change: what ships with Rapport so that nobody has to buy one first. */
export const OWN_INSTRUMENT: Instrument = {
  instrumentId: 'rapport-relationship-1',
  name: 'Rapport relationship questionnaire 1',
  licence: 'Apache-2.0',
  items: [
    item('treated-well', 'This IT team treats us the way we would like to be treated.'),
    item('taken-seriously', 'When we turn to this team, our worry is taken seriously.'),
    item('keeps-word', 'This team does what it said it would, by when it said.'),
    item('left-waiting', 'We are left waiting without knowing where things stand.', true),
    item('told-before', 'We are told before a change touches our work.'),
    item('trusted', 'We trust this team with what matters to our patients and our work.'),
    item('knows-our-work', 'This team understands what our work needs.'),
    item('solves-together', 'When something goes wrong, we look for the solution together and not for someone to blame.'),
  ],
  composites: [
    { compositeId: 'treatment', name: 'Treatment', itemIds: ['treated-well', 'taken-seriously'] },
    { compositeId: 'reliability', name: 'Reliability', itemIds: ['keeps-word'] },
    { compositeId: 'informed', name: 'Being informed', itemIds: ['left-waiting', 'told-before'] },
    { compositeId: 'trust', name: 'Trust', itemIds: ['trusted', 'knows-our-work'] },
    { compositeId: 'joint-problem-solving', name: 'Joint problem solving', itemIds: ['solves-together'] },
  ],
};
