import { firstWhere } from './chart.js';
import { type Counts, type Interval, mean, midTails, sum, Z95, Z998, zOfTails } from './proportions.js';

/** A unit's place in its peers' funnel. WITHIN: there is no evidence that it differs, whatever its rank. */
export type Standing = 'FAR_BELOW' | 'BELOW' | 'WITHIN' | 'ABOVE' | 'FAR_ABOVE';

/** A unit with its place in the funnel. */
export interface Placed extends Counts {
  readonly proportion: number;
  /**
   * Normal quantile of the mid-p value under the peers' pooled rate, divided by the square root of the overdispersion if above
   * 1.
   */
  readonly z: number;
  readonly standing: Standing;
  /** The least and the greatest proportion within the 95 % limits for this number of trials. */
  readonly within95: Interval;
  /** Likewise for the 99.8 % limits. */
  readonly within998: Interval;
}
export interface Funnel<Id extends string = string> {
  /**
   * NO_PEERS: fewer than two units have a trial, so nothing is compared. SPREAD_NOT_JUDGED: fewer than ten, too few to estimate
   * the overdispersion, so ordinary differences between them may show as ABOVE or BELOW.
   */
  readonly state: 'JUDGED' | 'SPREAD_NOT_JUDGED' | 'NO_PEERS';
  /** p0: the rate over all trials of the peers. Null with NO_PEERS. */
  readonly pooled: number | null;
  /** Number of units with at least one trial. */
  readonly peers: number;
  /**
   * How much more than by chance the units differ from each other, as a variance ratio. At most 1 leaves z unchanged. Null when
   * not judged.
   */
  readonly overdispersion: number | null;
  readonly units: ReadonlyMap<Id, Placed>;
}

const SPREAD_FROM = 10;

/**
 * Compares units with their peers (docs/measures.md, "Do we compare fairly?") in an exact funnel with overdispersion
 * (Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202). Gives no ranks: a league table would put the smallest units at
 * both ends by chance alone.
 * @param counts of all peers; units without a trial are ignored
 */
export function funnel<Id extends string>(counts: ReadonlyMap<Id, Counts>): Funnel<Id> {
  const units = [...counts].filter(([, { trials }]) => trials > 0);
  const peers = units.length;
  if (peers < 2) return { state: 'NO_PEERS', pooled: null, peers, overdispersion: null, units: new Map() };
  const pooled = sum(units.map(([, { successes }]) => successes)) / sum(units.map(([, { trials }]) => trials));
  const scores = units.map(([, unit]) => zOf(unit, pooled));
  const overdispersion = peers < SPREAD_FROM ? null : meanSquare(scores);
  const divisor = Math.sqrt(Math.max(1, overdispersion ?? 1));
  const limits = new Map<number, Limits>();
  const placed = units.map(([id, unit], place) => {
    const within = limits.get(unit.trials) ?? limitsOf(unit.trials, pooled, divisor);
    limits.set(unit.trials, within);
    return [id, placedAt(unit, scores[place]! / divisor, within)] as const;
  });
  const state = overdispersion === null ? 'SPREAD_NOT_JUDGED' : 'JUDGED';
  return { state, pooled, peers, overdispersion, units: new Map(placed) };
}

const zOf = (unit: Counts, pooled: number): number => zOfTails(midTails(unit, pooled));

/** Mean of z², winsorised: the lowest and the highest tenth are replaced by the next value. */
function meanSquare(scores: readonly number[]): number {
  const tenth = Math.floor(scores.length / 10);
  const sorted = scores.toSorted((a, b) => a - b);
  const [least, most] = [sorted[tenth]!, sorted[sorted.length - 1 - tenth]!];
  return mean(scores.map((z) => Math.min(most, Math.max(least, z)) ** 2));
}

type Limits = Pick<Placed, 'within95' | 'within998'>;

/** The least and the greatest proportion of so many trials whose z, divided by `divisor`, is within the limits. */
function limitsOf(trials: number, pooled: number, divisor: number): Limits {
  const within = (bound: number): Interval => ({
    low: firstWhere(trials, (x) => zOf({ successes: x, trials }, pooled) / divisor >= -bound) / trials,
    high: (firstWhere(trials + 1, (x) => zOf({ successes: x, trials }, pooled) / divisor > bound) - 1) / trials,
  });
  return { within95: within(Z95), within998: within(Z998) };
}

const placedAt = ({ successes, trials }: Counts, z: number, limits: Limits): Placed => ({
  successes,
  trials,
  proportion: successes / trials,
  z,
  standing: standingOf(z),
  ...limits,
});

function standingOf(z: number): Standing {
  if (z < -Z998) return 'FAR_BELOW';
  if (z > Z998) return 'FAR_ABOVE';
  if (z < -Z95) return 'BELOW';
  return z > Z95 ? 'ABOVE' : 'WITHIN';
}
