/** Trials that count on day `d` (whole days since 1970-01-01 in the organisation's zone): `s` successes among `n`. */
export interface Tally {
  readonly d: number;
  readonly s: number;
  readonly n: number;
}

/** The sums that a component's score is computed from. Each trial weighs w = 2^(−age/H). */
export interface Sums {
  /** Σ w·s */
  readonly good: number;
  /** Σ w: the equivalent number of fresh trials. Decreases while nothing happens. */
  readonly information: number;
}
/** The decayed sums and the undecayed counts. */
export interface DecayedSums extends Sums {
  readonly successes: number;
  readonly trials: number;
}

/** Number of half-lives after which a trial weighs 0. */
const FADED = 500;

/** The weight of a trial that is `age` whole days old: 1 on its day, a half after `halfLifeDays`. */
export function halfLifeWeight(age: number, halfLifeDays: number): number {
  const halvings = age / halfLifeDays;
  return halvings > FADED ? 0 : 2 ** -halvings;
}

/** Maximum half-lives whose weights are cached: those of the policies in use and of some that are tried out. */
const TABLES_REMEMBERED = 32;
const tables = new Map<number, number[]>();

/**
 * A table of the weights for ages 0 to at least `age`. Cached, because computing a power for each of millions of tallies would
 * dominate.
 */
export function weightTable(halfLifeDays: number, age: number): readonly number[] {
  const table = tables.get(halfLifeDays) ?? [];
  if (table.length === 0) {
    if (tables.size >= TABLES_REMEMBERED) tables.clear();
    tables.set(halfLifeDays, table);
  }
  while (table.length <= age) table.push(halfLifeWeight(table.length, halfLifeDays));
  return table;
}

/**
 * Sums the trials that count by `asOfDay`, decayed to that day. Ignores later ones.
 * @param halfLifeDays H, more than 0
 */
export function decayedSums(tallies: Iterable<Tally>, asOfDay: number, halfLifeDays: number): DecayedSums {
  let [successes, trials, good, information] = [0, 0, 0, 0];
  for (const { d, s, n } of tallies) {
    if (d > asOfDay) continue;
    const age = asOfDay - d;
    const w = weightTable(halfLifeDays, age)[age]!;
    successes += s;
    trials += n;
    good += w * s;
    information += w * n;
  }
  return { successes, trials, good, information };
}

/**
 * p0, the rate of the whole organisation, towards which every relationship is shrunk: (good + ½) / (information + 1) over all
 * trials. ½ without trials.
 */
export const organisationRate = ({ good, information }: Sums): number => (good + 0.5) / (information + 1);
