import { type Parameters, type RawTrials, referenceScore, referenceWeight } from './score.js';

/**
 * An independent implementation of a score change, over single trials: the observed change, its standard error, and its parts.
 */
export function referenceChange(own: RawTrials, everybody: RawTrials, from: Date, to: Date, policy: Parameters) {
  const before = referenceScore(own, everybody, from, policy);
  const after = referenceScore(own, everybody, to, policy);
  let [weight, moved, variance, faded, happened, hospital] = [0, 0, 0, 0, 0, 0];
  for (const component of Object.keys(policy.weights)) {
    const [earlier, later] = [before.components[component]!, after.components[component]!];
    if (!earlier.kept || !later.kept) continue;
    const omega = policy.weights[component]!;
    const halfLife = policy.halfLifeDays[component]!;
    const m = policy.priorStrength[component]!;
    const trials = own[component]!.filter(({ at }) => at <= to);
    const p = (trials.filter(({ success }) => success).length + 0.5) / (trials.length + 1);
    let squares = 0;
    for (const { at } of trials) {
      const share1 = at <= from ? referenceWeight(at, from, halfLife) / earlier.information : 0;
      squares += (referenceWeight(at, to, halfLife) / later.information - share1) ** 2;
    }
    const valueAtTheEnd = (known: typeof trials, p0: number) => {
      let [good, information] = [0, 0];
      for (const { at, success } of known) {
        information += referenceWeight(at, to, halfLife);
        if (success) good += referenceWeight(at, to, halfLife);
      }
      return (good + m * p0) / (information + m);
    };
    const older = valueAtTheEnd(
      trials.filter(({ at }) => at <= from),
      earlier.p0,
    );
    const all = valueAtTheEnd(trials, earlier.p0);
    weight += omega;
    moved += omega * (later.observed! - earlier.observed!);
    variance += omega * omega * p * (1 - p) * squares;
    faded += omega * (older - earlier.value);
    happened += omega * (all - older);
    hospital += omega * (later.value - all);
  }
  if (weight === 0) return { before, after, judged: null };
  const points = (sum: number) => (100 * sum) / weight;
  const judged = {
    observedChange: points(moved),
    standardError: points(Math.sqrt(variance)),
    parts: { faded: points(faded), happened: points(happened), hospital: points(hospital) },
  };
  return { before, after, judged };
}
