import { COMPONENTS, type Component, perComponent, type PerComponent } from '../domain/components.js';
import { reaches, sum, Z95 } from './proportions.js';
import { posterior, type RelationshipIndex } from './score.js';
import { decayedSums, type Tally, weightTable } from './tallies.js';

/** One side of a change: an index and its inputs. */
export interface ScoreSide {
  readonly index: RelationshipIndex;
  /** The trials that count at the moment of the index, with their verdicts as of that moment. */
  readonly tallies: PerComponent<readonly Tally[]>;
  /** The day of the moment. */
  readonly day: number;
}

/** The points of a change by origin. Over the components kept on both sides, they add up to the difference of the values. */
export interface ChangeParts {
  /** The earlier trials aged. */
  readonly faded: number;
  /** Trials were added or withdrawn, or their verdicts changed. */
  readonly happened: number;
  /** The organisation's rate, towards which every value is shrunk, moved. */
  readonly hospital: number;
}
/**
 * One component's part in a change. A component not kept on both sides has no parts: its gain or loss is in the coverage term.
 */
export interface ComponentChange {
  readonly presence: 'BOTH' | 'GAINED' | 'LOST' | 'NEITHER';
  /** Points: the sum of the parts. 0 when not kept on both sides. */
  readonly delta: number;
  readonly parts: ChangeParts | null;
}
export interface ScoreChange {
  /** NOT_JUDGED: no component is kept on both sides. */
  readonly verdict: 'MORE_THAN_CHANCE' | 'WITHIN_CHANCE' | 'NOT_JUDGED';
  /** Points: how far the observed shares moved. Null when not judged. */
  readonly observedChange: number | null;
  /** The standard error of `observedChange`, in points, if only chance were at work. */
  readonly standardError: number | null;
  /** Null when no component is kept on both sides. */
  readonly parts: ChangeParts | null;
  /** Points, later minus earlier: the components' deltas plus the coverage term. Null unless both sides are SCORED. */
  readonly change: number | null;
  /** Points that are due to a different set of kept components. */
  readonly coverage: number | null;
  readonly from: RelationshipIndex;
  readonly to: RelationshipIndex;
  readonly components: PerComponent<ComponentChange>;
}

const PRESENCE = { 'true-true': 'BOTH', 'false-true': 'GAINED', 'true-false': 'LOST', 'false-false': 'NEITHER' } as const;

/**
 * Whether and why an index moved between two moments, both scored under one policy (docs/measures.md, "A change").
 *
 * The verdict is based on observed shares. The two scores share most of their evidence and their prior, so by their own
 * standard errors no change would ever be more than chance.
 * @throws RangeError when the sides were scored under different weights: the difference would then include that of the policies
 */
export function scoreChange(from: ScoreSide, to: ScoreSide): ScoreChange {
  const { weights } = to.index.policy;
  if (COMPONENTS.some((component) => from.index.policy.weights[component] !== weights[component])) {
    throw new RangeError('Both sides of a change must be scored under one policy');
  }
  const presenceOf = (component: Component) =>
    PRESENCE[`${from.index.components[component].kept}-${to.index.components[component].kept}`];
  const both = COMPONENTS.filter((component) => presenceOf(component) === 'BOTH');
  const weight = sum(both.map((component) => weights[component]));
  const components = perComponent((component): ComponentChange => {
    const presence = presenceOf(component);
    if (presence !== 'BOTH') return { presence, delta: 0, parts: null };
    const parts = scaled(partsOf(component, from, to), (100 * weights[component]) / weight);
    return { presence, delta: parts.faded + parts.happened + parts.hospital, parts };
  });
  const sides = { from: from.index, to: to.index, components };
  const parts = both.length > 0 ? added(both.map((component) => components[component].parts!)) : null;
  return { ...judged(both, weight, from, to), parts, ...ownChange(from.index, to.index, both, components), ...sides };
}

/** The parts of the change in a component's value, as shares (0 to 1). */
function partsOf(component: Component, from: ScoreSide, to: ScoreSide): ChangeParts {
  const strength = to.index.policy.priorStrength[component];
  const [before, after] = [from.index.components[component], to.index.components[component]];
  const older = decayedSums(from.tallies[component], to.day, to.index.policy.halfLifeDays[component]);
  const faded = posterior(older, before.prior, strength).value;
  const happened = posterior(after, before.prior, strength).value;
  return { faded: faded - before.value, happened: happened - faded, hospital: after.value - happened };
}

const scaled = ({ faded, happened, hospital }: ChangeParts, factor: number): ChangeParts => ({
  faded: factor * faded,
  happened: factor * happened,
  hospital: factor * hospital,
});
const added = (parts: readonly ChangeParts[]): ChangeParts => ({
  faded: sum(parts.map(({ faded }) => faded)),
  happened: sum(parts.map(({ happened }) => happened)),
  hospital: sum(parts.map(({ hospital }) => hospital)),
});

/** Compares d = 100·Σω(o2 − o1)/Σω with its standard error 100·√(Σω²·p(1−p)·Σᵢ(w2ᵢ/I2 − w1ᵢ/I1)²)/Σω. */
function judged(
  both: readonly Component[],
  weight: number,
  from: ScoreSide,
  to: ScoreSide,
): Pick<ScoreChange, 'verdict' | 'observedChange' | 'standardError'> {
  if (both.length === 0) return { verdict: 'NOT_JUDGED', observedChange: null, standardError: null };
  const { weights } = to.index.policy;
  let [moved, variance] = [0, 0];
  for (const component of both) {
    const [before, after] = [from.index.components[component], to.index.components[component]];
    const p = (after.successes + 0.5) / (after.trials + 1);
    moved += weights[component] * (after.observed! - before.observed!);
    variance += weights[component] ** 2 * p * (1 - p) * weighedTwice(component, from, to);
  }
  const observedChange = (100 * moved) / weight;
  const standardError = (100 * Math.sqrt(variance)) / weight;
  // Tolerant, because when nothing happened both sides are 0 only up to rounding of the decayed weights.
  const isWithin = reaches(Z95 * standardError, Math.abs(observedChange));
  return { verdict: isWithin ? 'WITHIN_CHANCE' : 'MORE_THAN_CHANCE', observedChange, standardError };
}

/**
 * Σᵢ (w2ᵢ/I2 − w1ᵢ/I1)² over all trials that count at either moment. All trials of a day have the same weight. When a day has
 * more trials at one moment than at the other, the surplus counts at that moment only.
 */
function weighedTwice(component: Component, from: ScoreSide, to: ScoreSide): number {
  const halfLife = to.index.policy.halfLifeDays[component];
  const sides = [from, to].map(({ tallies, day, index }) => ({
    countOf: countByDay(tallies[component]),
    share: (d: number) => (d > day ? 0 : weightTable(halfLife, day - d)[day - d]! / index.components[component].information),
  }));
  const [earlier, later] = sides as [(typeof sides)[0], (typeof sides)[0]];
  let total = 0;
  for (const d of new Set([...earlier.countOf.keys(), ...later.countOf.keys()])) {
    const [n1, n2] = [earlier.countOf.get(d) ?? 0, later.countOf.get(d) ?? 0];
    const [w1, w2] = [earlier.share(d), later.share(d)];
    const shared = Math.min(n1, n2);
    total += shared * (w2 - w1) ** 2 + (n1 - shared) * w1 ** 2 + (n2 - shared) * w2 ** 2;
  }
  return total;
}

function countByDay(tallies: readonly Tally[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { d, n } of tallies) counts.set(d, (counts.get(d) ?? 0) + n);
  return counts;
}

function ownChange(
  from: RelationshipIndex,
  to: RelationshipIndex,
  both: readonly Component[],
  components: PerComponent<ComponentChange>,
): Pick<ScoreChange, 'change' | 'coverage'> {
  if (from.state === 'INSUFFICIENT_DATA' || to.state === 'INSUFFICIENT_DATA') return { change: null, coverage: null };
  const deltas = sum(COMPONENTS.map((component) => components[component].delta));
  const isSameSet = [from, to].every(
    (index) => COMPONENTS.filter((component) => index.components[component].kept).length === both.length,
  );
  const coverage = isSameSet ? 0 : to.value - from.value - deltas;
  return { change: deltas + coverage, coverage };
}
