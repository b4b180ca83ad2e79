/** A trial: the moment at which it counts, and its verdict. */
export interface RawTrial {
  readonly at: Date;
  readonly success: boolean;
}
export type RawTrials = Readonly<Record<string, readonly RawTrial[]>>;
export interface Parameters {
  readonly weights: Readonly<Record<string, number>>;
  readonly halfLifeDays: Readonly<Record<string, number>>;
  readonly priorStrength: Readonly<Record<string, number>>;
  readonly leastInformation: number;
  readonly leastCoverage: number;
}
export interface ReferenceComponent {
  /** The organisation's rate. */
  readonly p0: number;
  readonly information: number;
  readonly observed: number | null;
  readonly value: number;
  readonly alpha: number;
  readonly beta: number;
  readonly kept: boolean;
}

/**
 * An independent implementation of the index from the text of docs/measures.md, over single trials: no tallies, no shared code,
 * only loops.
 * @param people number of distinct people among the treatment trials
 * @param dayOf the organisation's day of a moment, as an ascending integer
 */
export function referenceScore(
  own: RawTrials,
  everybody: RawTrials,
  asOf: Date,
  policy: Parameters,
  {
    people = Infinity,
    smallestGroup = 5,
    dayOf = utcDay,
  }: { people?: number; smallestGroup?: number; dayOf?: (at: Date) => number } = {},
) {
  const components: Record<string, ReferenceComponent> = {};
  let [points, observedPoints, equal, keptCount, keptWeight, allWeight, variance] = [0, 0, 0, 0, 0, 0, 0];
  for (const component of Object.keys(policy.weights)) {
    const omega = policy.weights[component]!;
    const m = policy.priorStrength[component]!;
    const weigh = (trials: readonly RawTrial[]) => {
      let [good, information] = [0, 0];
      for (const { at, success } of trials) {
        if (at > asOf) continue;
        const w = referenceWeight(at, asOf, policy.halfLifeDays[component]!, dayOf);
        information += w;
        if (success) good += w;
      }
      return { good, information };
    };
    allWeight += omega;
    const hospital = weigh(everybody[component]!);
    const p0 = (hospital.good + 0.5) / (hospital.information + 1);
    const { good, information } = weigh(own[component]!);
    const alpha = good + m * p0;
    const beta = information - good + m * (1 - p0);
    const value = information + m > 0 ? alpha / (information + m) : p0;
    const enoughPeople = component !== 'treatment' || people >= smallestGroup;
    const kept = omega > 0 && information > 0 && information >= policy.leastInformation - 1e-9 && enoughPeople;
    const observed = information > 0 ? good / information : null;
    components[component] = { p0, information, observed, value, alpha, beta, kept };
    if (!kept) continue;
    keptCount += 1;
    keptWeight += omega;
    points += omega * value;
    observedPoints += omega * observed!;
    equal += value;
    variance += (omega * omega * value * (1 - value)) / (information + m + 1);
  }
  const coverage = keptWeight / allWeight;
  if (keptWeight === 0 || coverage < policy.leastCoverage - 1e-9) {
    return { components, coverage, value: null, standardError: null, observedScore: null, equalWeightsValue: null };
  }
  return {
    components,
    coverage,
    value: (100 * points) / keptWeight,
    standardError: (100 * Math.sqrt(variance)) / keptWeight,
    observedScore: (100 * observedPoints) / keptWeight,
    equalWeightsValue: (100 * equal) / keptCount,
  };
}

/** The weight of a trial, by its age in whole days. */
export const referenceWeight = (at: Date, asOf: Date, halfLife: number, dayOf = utcDay): number =>
  Math.exp((-Math.LN2 * (dayOf(asOf) - dayOf(at))) / halfLife);

const utcDay = (at: Date): number => Math.floor(at.getTime() / 86_400_000);

/** P(X <= x) under Beta(a, b) with a, b >= 1: sums the density at the midpoints of twenty thousand steps. */
export function referenceBetaAtMost(x: number, a: number, b: number): number {
  const STEPS = 20_000;
  let [below, all] = [0, 0];
  const peak = a + b > 2 ? Math.min(1 - 1e-9, Math.max(1e-9, (a - 1) / (a + b - 2))) : 0.5;
  const top = (a - 1) * Math.log(peak) + (b - 1) * Math.log(1 - peak);
  for (let step = 0; step < STEPS; step++) {
    const t = (step + 0.5) / STEPS;
    const density = Math.exp((a - 1) * Math.log(t) + (b - 1) * Math.log(1 - t) - top);
    all += density;
    if (t <= x) below += density;
  }
  return below / all;
}

/** A merger as recorded. Mergers have no cycles: a successor is never merged into its predecessor. */
export interface RawMerger {
  readonly id: string;
  readonly into: string;
  readonly at: Date;
}

/** All ids whose history is read under an id at a moment: the id itself and, transitively, those merged into it by then. */
export function referenceParts(id: string, mergers: readonly RawMerger[], asOf: Date): ReadonlySet<string> {
  const parts = new Set([id]);
  for (let before = 0; before < parts.size;) {
    before = parts.size;
    for (const merger of mergers) if (merger.at <= asOf && parts.has(merger.into)) parts.add(merger.id);
  }
  return parts;
}
