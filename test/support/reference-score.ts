/** A trial as history tells it: when its verdict fell and how it went. */
export interface RawTrial {
  readonly at: Date;
  readonly success: boolean;
}
export type RawTrials = Readonly<Record<string, readonly RawTrial[]>>;
interface Parameters {
  readonly weights: Readonly<Record<string, number>>;
  readonly halfLifeDays: number;
  readonly priorStrength: number;
  readonly minEffectiveTrials: number;
  readonly minCoverage: number;
}

/**
 * The index written a second time, straight from the formulae of domain.md, 3.2, over single trials: no tallies, no shared code, loops only.
 * It is what production must agree with.
 */
export function referenceScore(own: RawTrials, everybody: RawTrials, asOf: Date, policy: Parameters) {
  const dayStart = (date: Date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const weightOf = ({ at }: RawTrial) =>
    Math.exp((-Math.LN2 * (dayStart(asOf) - dayStart(at))) / 86_400_000 / policy.halfLifeDays);
  let points = 0;
  let keptWeight = 0;
  let allWeight = 0;
  let variance = 0;
  for (const component of Object.keys(policy.weights)) {
    const omega = policy.weights[component]!;
    allWeight += omega;
    let good = 0;
    let all = 0;
    for (const trial of everybody[component]!) {
      if (trial.at > asOf) continue;
      all += weightOf(trial);
      if (trial.success) good += weightOf(trial);
    }
    const prior = all === 0 ? 0.5 : good / all;
    let sum = 0;
    let squares = 0;
    let successes = 0;
    for (const trial of own[component]!) {
      if (trial.at > asOf) continue;
      const weight = weightOf(trial);
      sum += weight;
      squares += weight * weight;
      if (trial.success) successes += weight;
    }
    if (sum === 0 || (sum * sum) / squares < policy.minEffectiveTrials - 1e-9) continue;
    const estimate = (successes + policy.priorStrength * prior) / (sum + policy.priorStrength);
    keptWeight += omega;
    points += omega * estimate;
    variance += (omega * omega * estimate * (1 - estimate)) / (sum + policy.priorStrength + 1);
  }
  const coverage = keptWeight / allWeight;
  if (keptWeight === 0 || coverage < policy.minCoverage - 1e-9) return { coverage, value: null, standardError: null };
  return { coverage, value: (100 * points) / keptWeight, standardError: (100 * Math.sqrt(variance)) / keptWeight };
}

/** A merger as the organisation tells it. Whoever takes over is not taken over by whom it takes over. */
export interface RawMerger {
  readonly id: string;
  readonly into: string;
  readonly at: Date;
}

/** All whose history is read under an id at a moment: itself, and again and again whoever had gone on as one of them by then. */
export function referenceParts(id: string, mergers: readonly RawMerger[], asOf: Date): ReadonlySet<string> {
  const parts = new Set([id]);
  for (let before = 0; before < parts.size;) {
    before = parts.size;
    for (const merger of mergers) if (merger.at <= asOf && parts.has(merger.into)) parts.add(merger.id);
  }
  return parts;
}
