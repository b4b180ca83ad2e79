import { type DecayedSums, decayedSums, fading } from './decayed-sums.js';
import type { Policy } from './policy.js';
import type { Tally } from './tally.js';

/** p0: what the whole organisation does, for relationships to be drawn to. */
export interface OrganisationRate {
  readonly rate: number;
  /** False: the organisation has no trial of this kind, and `rate` only says that nothing is known. */
  readonly known: boolean;
}

/** Neither good nor bad. */
const UNKNOWN: OrganisationRate = { rate: 0.5, known: false };

export const rateOfSums = ({ weightedSuccesses, weight }: Pick<DecayedSums, 'weightedSuccesses' | 'weight'>): OrganisationRate =>
  weight > 0 ? { rate: Math.min(1, weightedSuccesses / weight), known: true } : UNKNOWN;

/** The organisation's rate at the end of a day, Σws / Σw over everybody's trials under the same half-life. (domain.md, 3.1) */
export const organisationRate = (tallies: Iterable<Tally>, asOfDay: number, policy: Policy): OrganisationRate =>
  rateOfSums(decayedSums(tallies, asOfDay, fading(policy.halfLifeDays)));
