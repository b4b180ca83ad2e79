export const FEED_SETTINGS = Symbol('FeedSettings');

export interface FeedSettings {
  /** Between two signs of life on an idle stream: below the minute after which common proxies cut. */
  readonly heartbeatMs: number;
  /** How soon a client whose stream was cut should come back. */
  readonly retryMs: number;
  /** How long a client waits for the log to confirm its position before it is told that the log does not answer. */
  readonly patienceMs: number;
}

export const DEFAULT_FEED_SETTINGS: FeedSettings = { heartbeatMs: 15_000, retryMs: 2_000, patienceMs: 5_000 };
