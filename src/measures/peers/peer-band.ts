import { side } from '../rounding/side.js';
import { type FunnelLimits, funnelLimits } from './funnel.js';

/** One unit's plain counts. */
export interface Counts {
  readonly successes: number;
  readonly trials: number;
}
/** Where a unit stands in its peers' funnel. WITHIN says: no evidence that it differs, whatever its rank. */
export type Standing = 'FAR_BELOW' | 'BELOW' | 'WITHIN' | 'ABOVE' | 'FAR_ABOVE';

export interface PeerBand {
  /** Null without trials of its own. */
  readonly proportion: number | null;
  readonly trials: number;
  /** Proportion of all peers' trials together. */
  readonly pooled: number;
  /** Peers with at least one trial. */
  readonly peers: number;
  readonly limits: FunnelLimits | null;
  readonly standing: Standing | null;
}

/**
 * How a unit compares with units like it: the funnel at its own size, and no rank. A league table would put the smallest units at both ends
 * by chance alone. BELOW and ABOVE are outside the 95 % limits, FAR_ outside the 99.8 % limits.
 * @param peers the others; the unit itself would draw the middle to where it stands
 * @returns null when no peer has a trial: there is nothing to compare with
 */
export function peerBand(unit: Counts, peers: readonly Counts[]): PeerBand | null {
  const trials = peers.reduce((sum, peer) => sum + peer.trials, 0);
  if (trials === 0) return null;
  const pooled = peers.reduce((sum, peer) => sum + peer.successes, 0) / trials;
  const limits = funnelLimits(pooled, unit.trials);
  const proportion = unit.trials > 0 ? unit.successes / unit.trials : null;
  return {
    proportion,
    trials: unit.trials,
    pooled,
    peers: peers.filter((peer) => peer.trials > 0).length,
    limits,
    standing: limits && proportion !== null ? standingOf(proportion, limits) : null,
  };
}

function standingOf(proportion: number, { within95, within998 }: FunnelLimits): Standing {
  if (side(proportion, within998.low) < 0) return 'FAR_BELOW';
  if (side(proportion, within998.high) > 0) return 'FAR_ABOVE';
  if (side(proportion, within95.low) < 0) return 'BELOW';
  if (side(proportion, within95.high) > 0) return 'ABOVE';
  return 'WITHIN';
}
