/** Trials whose verdict fell on day `d` (whole days since 1970-01-01, UTC): `s` successes among `n`. */
export interface Tally {
  readonly d: number;
  readonly s: number;
  readonly n: number;
}
