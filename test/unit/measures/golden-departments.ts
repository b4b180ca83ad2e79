/** Successes and trials of departments, from the golden vectors of docs/measures.md: the funnel and the calibration are checked on the same ones. */
type Counts = readonly (readonly [successes: number, trials: number])[];
export const TWELVE: Counts = [
  [5, 5],
  [8, 10],
  [17, 20],
  [20, 24],
  [26, 30],
  [30, 36],
  [33, 40],
  [41, 50],
  [12, 14],
  [2, 8],
  [60, 75],
  [44, 50],
];
export const TWELVE_OF_FIFTY: Counts = [36, 42, 31, 40, 35, 44, 33, 41, 37, 43, 30, 39].map(
  (successes) => [successes, 50] as const,
);
