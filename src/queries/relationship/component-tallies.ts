import type { RelationshipDocument, TicketComponent } from '../../../projections/relationship/document.js';
import { tallyBetween } from '../../../projections/relationship/tallies.js';
import { dayOf } from '../days.js';
import { wilson } from '../../measures/proportions/wilson.js';

export const COMPONENTS = ['RESPONSIVENESS', 'DURABILITY', 'TREATMENT', 'TRANSPARENCY'] as const;

/** What counted and how often it went well: a plain proportion with its interval, before any weighting. */
export interface ComponentTally {
  readonly component: (typeof COMPONENTS)[number];
  readonly successes: number;
  readonly trials: number;
  /** successes / trials; null without trials. */
  readonly raw: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Each component's trials whose verdict fell on or before the day of `asOf`. Verdicts of deadlines yet to come are in the document already
 * (see its declaration), so the day is always needed, today's included.
 */
export function componentTallies(document: RelationshipDocument, asOf: string): readonly ComponentTally[] {
  const tomorrow = dayOf(asOf) + 1;
  return COMPONENTS.map((component) => {
    const tallies = document.components[component.toLowerCase() as TicketComponent];
    const { successes, trials } = tallyBetween(tallies, -Infinity, tomorrow);
    const interval = wilson(successes, trials);
    return {
      component,
      successes,
      trials,
      raw: trials === 0 ? null : successes / trials,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  });
}
