import type { PerComponent } from './components.js';

/** The arithmetic's own name: another way to compute gets another one, another set of parameters does not. */
export const FORMULA_VERSION = 'sri-1';

/** What an organisation decides about its index. All of it can differ by date, by query, or in an analyst's trial. */
export interface Policy {
  readonly name: string;
  readonly version: string;
  /** ω: what each component counts for. Only their proportions matter. 0 measures a component without scoring it. */
  readonly weights: PerComponent<number>;
  /** H, days: after so many a trial weighs half. */
  readonly halfLifeDays: number;
  /** m, trials: how much the organisation's rate weighs against the relationship's own trials. */
  readonly priorStrength: number;
  /** A component with fewer effective trials stays out of the index. */
  readonly minEffectiveTrials: number;
  /** Share of the weight (0 to 1) that must be measured before a number is given. */
  readonly minCoverage: number;
}

/** The parameters of domain.md, 3.2: reasoned, but uncalibrated. No hospital's data stands behind them. */
export const DEFAULT_POLICY: Policy = {
  name: 'default',
  version: '1',
  weights: {
    reliability: 0.2,
    responsiveness: 0.15,
    durability: 0.15,
    treatment: 0.25,
    transparency: 0.15,
    engagement: 0.1,
  },
  halfLifeDays: 90,
  priorStrength: 10,
  minEffectiveTrials: 5,
  minCoverage: 0.6,
};
