/** 2^-500: its square is still an ordinary number, so no sum of squares ever loses its precision. */
const FADED = 500;

/**
 * What a trial of `age` days still weighs: w = 2^(−age / H), 1 on its own day and half after `halfLifeDays`. (domain.md, 3.1, S47)
 * After 500 half-lives it weighs nothing.
 */
export function halfLifeWeight(age: number, halfLifeDays: number): number {
  const halvings = age / halfLifeDays;
  return halvings > FADED ? 0 : 2 ** -halvings;
}
