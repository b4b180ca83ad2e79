import { firstWhere } from './chart.js';
import { type Counts, type Interval, mean, midTails, sum, Z95, Z998, zOfTails } from './proportions.js';

/** Where a unit stands in its peers' funnel. WITHIN says: no evidence that it differs, whatever its rank. */
export type Standing = 'FAR_BELOW' | 'BELOW' | 'WITHIN' | 'ABOVE' | 'FAR_ABOVE';

/** Where one unit stands. */
export interface Placed extends Counts {
  readonly proportion: number;
  /** Normal quantile of the mid-p value under the peers' common rate, divided by the spread. */
  readonly z: number;
  readonly standing: Standing;
  /** The least and the greatest proportion of this size inside the 95 % limits. */
  readonly within95: Interval;
  /** And inside the 99.8 % limits. */
  readonly within998: Interval;
}
export interface Funnel<Id extends string = string> {
  /**
   * NO_PEERS: fewer than two units have a trial, nothing is compared. SPREAD_NOT_JUDGED: fewer than ten; ordinary differences between them show
   * as ABOVE or BELOW.
   */
  readonly state: 'JUDGED' | 'SPREAD_NOT_JUDGED' | 'NO_PEERS';
  /** p0: all trials of the peers together. Null with NO_PEERS. */
  readonly pooled: number | null;
  /** Units with at least one trial. */
  readonly peers: number;
  /** How much more than chance the units differ from each other, as a variance ratio; 1 and less leaves z as it is. Null when not judged. */
  readonly overdispersion: number | null;
  readonly units: ReadonlyMap<Id, Placed>;
}

const SPREAD_FROM = 10;

/**
 * How units compare with units like them (docs/measures.md, "Do we compare fairly?"): an exact funnel with overdispersion (Spiegelhalter 2005,
 * Statistics in Medicine 24: 1185-1202), and no rank: a league table would put the smallest units at both ends by chance alone.
 * @param counts of all peers; those without a trial are left out
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

/** Mean of z² after the tenth part of the lowest and of the highest is pulled to the next value (winsorised). */
function meanSquare(scores: readonly number[]): number {
  const tenth = Math.floor(scores.length / 10);
  const sorted = scores.toSorted((a, b) => a - b);
  const [least, most] = [sorted[tenth]!, sorted[sorted.length - 1 - tenth]!];
  return mean(scores.map((z) => Math.min(most, Math.max(least, z)) ** 2));
}

type Limits = Pick<Placed, 'within95' | 'within998'>;

/** The least and the greatest proportion of so many trials whose z, divided, is inside. */
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
