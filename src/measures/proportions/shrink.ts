/**
 * Beta-binomial shrinkage: (x + m·p0) / (n + m), the mean of the posterior whose prior has mean `prior` (p0) and the weight of `strength` (m)
 * trials. Two kept promises of two say little, so the estimate stays near the organisation's rate until the unit's own trials outweigh it.
 * (domain.md, 3.1: empirical Bayes as for hospital units, S44, S45; always shown beside the raw value, S46.)
 * Without trials and with m = 0 there is no estimate to make: the prior.
 */
export function shrink(successes: number, trials: number, prior: number, strength: number): number {
  const weight = trials + strength;
  return weight > 0 ? (successes + strength * prior) / weight : prior;
}

/** Variance of that posterior: p̃(1−p̃) / (n + m + 1). (domain.md, 3.1) */
export const posteriorVariance = (shrunken: number, trials: number, strength: number): number =>
  (shrunken * (1 - shrunken)) / (trials + strength + 1);
