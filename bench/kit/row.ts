/** A figure to compare ours with, or the reason why there is none. */
export interface Limit {
  readonly what: string;
  readonly value?: number;
  readonly skipped?: string;
}

/** One line of a bench's table. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  /** Minimum and maximum of the rounds. */
  readonly spread?: readonly [number, number];
  /** What the machine itself, or the bare software below ours, achieves in the same run. */
  readonly limits: readonly Limit[];
  /** What a user might use instead. */
  readonly peers?: readonly Limit[];
  /** For seconds and megabytes: the ratio is then inverted, so that 100 % is always the limit. */
  readonly lessIsBetter?: boolean;
  readonly aim?: string;
  readonly notes?: readonly string[];
}

/** Our figure relative to `beside`; 1 is equally good, more is better. */
export const ratio = ({ ours, lessIsBetter }: Row, beside: number): number => (lessIsBetter ? beside / ours : ours / beside);
