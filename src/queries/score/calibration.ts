import { Injectable } from '@nestjs/common';
import { perComponent, type PerComponent } from '../../domain/components.js';
import { DEFAULT_POLICY } from '../../measures/policy.js';
import type { Identities } from '../identity/identities.js';
import { listedMatrix } from '../relationship/find-relationships.js';
import type { ViewReader } from '../view-reader.js';
import { Scores } from './scores.js';
import { type Counts, sum } from '../../measures/proportions.js';

/** How much the organisation's rate should weigh for a component: a proposal for a policy. */
export interface Calibration {
  /**
   * NO_SPREAD_SEEN: the relationships differ no more than by chance, so no finite `m` follows. TOO_FEW: fewer than two
   * relationships, or none with more than one trial.
   */
  readonly state: 'PROPOSED' | 'NO_SPREAD_SEEN' | 'TOO_FEW';
  /** The number of relationships with at least one trial. */
  readonly relationships: number;
  readonly trials: number;
  /** p: successes / trials over all relationships; null without a trial. */
  readonly rate: number | null;
  /** The variance of the relationships' own rates around p, without the share due to chance; null when it cannot be estimated. */
  readonly variance: number | null;
  /** m = p(1−p)/variance − 1, in trials. */
  readonly priorStrength: number | null;
}

/**
 * Method of moments for a beta-binomial (docs/measures.md, "Calibration"): S = Σ n(x/n − p)², variance = (S − p(1−p)(k−1)) /
 * (N − Σn²/N − (k−1)), m = p(1−p)/variance − 1.
 * @param counts undecayed, one per relationship; those without a trial are ignored
 */
export function calibrate(counts: readonly Counts[]): Calibration {
  const units = counts.filter(({ trials }) => trials > 0);
  const k = units.length;
  const total = sum(units.map(({ trials }) => trials));
  const about = { relationships: k, trials: total };
  if (total === 0) return { state: 'TOO_FEW', ...about, rate: null, variance: null, priorStrength: null };
  const rate = sum(units.map(({ successes }) => successes)) / total;
  const room = total - sum(units.map(({ trials }) => trials ** 2)) / total - (k - 1);
  if (k < 2 || room <= 0) return { state: 'TOO_FEW', ...about, rate, variance: null, priorStrength: null };
  const spread = sum(units.map(({ successes, trials }) => trials * (successes / trials - rate) ** 2));
  const variance = (spread - rate * (1 - rate) * (k - 1)) / room;
  if (variance <= 0) return { state: 'NO_SPREAD_SEEN', ...about, rate, variance, priorStrength: null };
  return { state: 'PROPOSED', ...about, rate, variance, priorStrength: (rate * (1 - rate)) / variance - 1 };
}

/**
 * How strongly each component should be drawn to the organisation's rate, derived from how much the relationships' own
 * undecayed rates differ: a proposal for a scoring policy. Ratings given by too few people enter the sums only.
 * (docs/measures.md, "Calibration")
 */
@Injectable()
export class AskCalibration {
  constructor(private readonly scores: Scores) {}

  async execute(reader: ViewReader, asOf: string, identities: Identities): Promise<PerComponent<Calibration>> {
    const [basis, matrix] = await Promise.all([this.scores.basis(reader, asOf), this.scores.matrix(reader)]);
    // Plain counts are the same under any policy.
    const counted = [...listedMatrix(matrix, identities, {}).evidence(basis, DEFAULT_POLICY, () => true)];
    return perComponent((component) => calibrate(counted.map(({ evidence }) => evidence.sums[component])));
  }
}
