import { COMPONENTS, type Component, perComponent, type PerComponent } from './components.js';
import type { RelationshipIndex, Scored } from './relationship-index.js';

/** One component's part in a change. */
export interface ComponentDelta {
  /** Points; 0 when the component is not kept on both sides (its coming or going is in the coverage term), null without a change. */
  readonly delta: number | null;
  /** Kept later but not before, before but not later, on both sides, or on neither. */
  readonly presence: 'BOTH' | 'GAINED' | 'LOST' | 'NEITHER';
}
interface Sides {
  readonly from: RelationshipIndex;
  readonly to: RelationshipIndex;
  readonly components: PerComponent<ComponentDelta>;
}
export interface ExplainedChange extends Sides {
  readonly state: 'EXPLAINED';
  /** Points: the deltas and the coverage term, added up in the components' order. */
  readonly change: number;
  /** Points that come from a different set of components being measured. */
  readonly coverage: number;
}
/** At least one side has no number, so there is no difference; each component's values still stand on both sides. */
export interface UnexplainedChange extends Sides {
  readonly state: 'INSUFFICIENT_DATA';
  readonly change: null;
  readonly coverage: null;
}
export type ScoreChange = ExplainedChange | UnexplainedChange;

/**
 * Why an index moved between two days, under one policy.
 *
 * Let K1 and K2 be the components kept on either side, B those kept on both, and M(X, t) = 100·Σ_X ω·p̃(t) / Σ_X ω the mean over X on side t;
 * the value of a side is M(K, t). Then
 *
 *     M(K2, 2) − M(K1, 1) = [M(B, 2) − M(B, 1)] + [M(K2, 2) − M(B, 2)] + [M(B, 1) − M(K1, 1)]
 *
 * The first bracket splits into the deltas 100·ω·(p̃(2) − p̃(1)) / Σ_B ω of the components of B. The other two are the coverage term: what the
 * gained components lift the later value by, less what the lost ones had lifted the earlier one by. It is 0 when the same components are
 * kept. Swapping the sides turns every sign. With B empty, nothing can be compared and the coverage term is the whole change.
 * A delta holds the move of the organisation's rate too, as p̃ does.
 * @throws RangeError when the sides were scored under different weights: their difference would be the policy's too
 */
export function scoreChange(from: RelationshipIndex, to: RelationshipIndex): ScoreChange {
  if (COMPONENTS.some((component) => from.policy.weights[component] !== to.policy.weights[component])) {
    throw new RangeError('Both sides of a change must be scored under one policy');
  }
  const presenceOf = (component: Component) => PRESENCE[`${from.components[component].kept}-${to.components[component].kept}`];
  if (from.state === 'INSUFFICIENT_DATA' || to.state === 'INSUFFICIENT_DATA') {
    const components = perComponent((component) => ({ delta: null, presence: presenceOf(component) }));
    return { state: 'INSUFFICIENT_DATA', change: null, coverage: null, from, to, components };
  }
  const both = COMPONENTS.filter((component) => presenceOf(component) === 'BOTH');
  const weight = both.reduce((total, component) => total + to.components[component].weight, 0);
  const components = perComponent((component) => ({
    delta: both.includes(component) ? (100 * pull(component, from, to)) / weight : 0,
    presence: presenceOf(component),
  }));
  const coverage = lift(to, both) - lift(from, both);
  const change = COMPONENTS.reduce((total, component) => total + components[component].delta, 0) + coverage;
  return { state: 'EXPLAINED', change, coverage, from, to, components };
}

const PRESENCE = { 'true-true': 'BOTH', 'false-true': 'GAINED', 'true-false': 'LOST', 'false-false': 'NEITHER' } as const;

const pull = (component: Component, from: Scored, to: Scored): number =>
  to.components[component].weight * (to.components[component].shrunken - from.components[component].shrunken);

/** M(K, t) − M(B, t): exactly 0 when the side keeps no more than both do. */
function lift({ components, value }: Scored, both: readonly Component[]): number {
  const kept = COMPONENTS.filter((component) => components[component].kept);
  if (kept.length === both.length) return 0;
  if (both.length === 0) return value;
  const weight = both.reduce((total, component) => total + components[component].weight, 0);
  return value - (100 * both.reduce((total, c) => total + components[c].weight * components[c].shrunken, 0)) / weight;
}
