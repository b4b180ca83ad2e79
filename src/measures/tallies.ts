/** Trials that count on day `d` (whole days since 1970-01-01 in the organisation's zone): `s` successes among `n`. */
export interface Tally {
  readonly d: number;
  readonly s: number;
  readonly n: number;
}

/** What a component's score takes of its trials: sums in which each trial weighs w = 2^(−age/H). */
export interface Sums {
  /** Σ w·s */
  readonly good: number;
  /** Σ w: how many fresh trials they are worth. It fades when nothing happens. */
  readonly information: number;
}
/** The sums, and beside them the plain counts. */
export interface DecayedSums extends Sums {
  readonly successes: number;
  readonly trials: number;
}

/** After so many half-lives a trial weighs nothing. */
const FADED = 500;

/** What a trial of `age` whole days still weighs: 1 on its own day, half after `halfLifeDays`. */
export function halfLifeWeight(age: number, halfLifeDays: number): number {
  const halvings = age / halfLifeDays;
  return halvings > FADED ? 0 : 2 ** -halvings;
}

/** Half-lives whose weights are remembered: those of the policies in use, and of some that are tried out. */
const TABLES_REMEMBERED = 32;
const tables = new Map<number, number[]>();

/** The weights of the ages 0 to `age`, and perhaps further: a table, because a power for each of millions of tallies is what would take the time. */
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
 * Sums the trials that count up to `asOfDay`, aged to that day. Later ones do not count yet.
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
 * p0, the rate of the whole organisation that every relationship is drawn to: (good + ½) / (information + 1) over everybody's trials. ½ where
 * there are none.
 */
export const organisationRate = ({ good, information }: Sums): number => (good + 0.5) / (information + 1);
