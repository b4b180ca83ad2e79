/** A figure that ours is held against, or why there is none. */
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
  /** Least and most of the rounds. */
  readonly spread?: readonly [number, number];
  /** What the machine itself, or the bare thing below us, gives in the same run. */
  readonly limits: readonly Limit[];
  /** What a user might take instead. */
  readonly peers?: readonly Limit[];
  /** Seconds and megabytes: then the ratio is turned round, so that 100 % is always the limit. */
  readonly lessIsBetter?: boolean;
  readonly aim?: string;
  readonly notes?: readonly string[];
}

/** How much of `beside` we reach: 1 is as good. */
export const ratio = ({ ours, lessIsBetter }: Row, beside: number): number => (lessIsBetter ? beside / ours : ours / beside);
