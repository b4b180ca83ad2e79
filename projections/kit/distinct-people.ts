import { ENOUGH_PEOPLE } from './enough-people.js';
import { fnv1a } from './fnv1a.js';

/**
 * Which people these are, as far as it takes to know whether they are enough: the hashes of their pseudonyms, in order, and of enough people the
 * smallest ones only, so that the order in which they came leaves no trace. 32 bits are plenty: two people who share one count as one, so that
 * something is shown a little later and never too early, and among the few that are kept that happens once in hundreds of millions of times.
 */
export type DistinctPeople = readonly number[];

export const NOBODY: DistinctPeople = [];

/** A person among others. */
export const personOf = (respondentRef: string): number => fnv1a(respondentRef);

export const withPerson = (people: DistinctPeople, respondentRef: string): DistinctPeople =>
  united(people, [personOf(respondentRef)]);

/** Those who are in one or the other, or in both. */
export const united = (some: DistinctPeople, others: DistinctPeople): DistinctPeople =>
  [...new Set([...some, ...others])].sort((a, b) => a - b).slice(0, ENOUGH_PEOPLE);

export const areEnough = (people: DistinctPeople): boolean => people.length >= ENOUGH_PEOPLE;
