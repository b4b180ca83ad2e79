/** Who keeps this process's numbers; the app's composition provides it. */
export const METRICS = Symbol('Metrics');

export interface Metrics {
  readonly contentType: string;
  /** All numbers as of now, in Prometheus' text format. Answers also while the stores do not. */
  text(): Promise<string>;
  /** Tells how to count the readers of the feed, subscribers of GraphQL included. */
  countReaders(count: () => number): void;
}
