import type { Tallies } from '../../../projections/kit/tallies.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import type { Component } from '../../measures/components.js';
import type { Tally } from '../../measures/tallies.js';

/** Day tallies as the formulas take them, in order of the days. */
export function* talliesIn(years: Tallies): Iterable<Tally> {
  for (const { days, successes, trials } of years) {
    for (const [index, d] of days.entries()) yield { d, s: successes[index]!, n: trials[index]! };
  }
}

/** A relationship's day tallies of a component, deadlines yet to come included. */
export const talliesOf = ({ components }: Pick<RelationshipDocument, 'components'>, component: Component): Iterable<Tally> =>
  talliesIn(components[component]);

/** Those of days up to one, and what counts of the day after them so far. */
export function* cutTallies(tallies: Iterable<Tally>, lastDay: number, rest: Tally | undefined): Iterable<Tally> {
  for (const tally of tallies) if (tally.d <= lastDay) yield tally;
  if (rest) yield rest;
}
