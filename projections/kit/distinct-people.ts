import { fnv1a } from './fnv1a.js';

/**
 * A person, as far as it takes to know whether people are enough: a hash of the pseudonym. 32 bits are plenty: two people who share one count as
 * one, so that something is shown a little later and never too early.
 */
export const personOf = (respondentRef: string): number => fnv1a(respondentRef);
