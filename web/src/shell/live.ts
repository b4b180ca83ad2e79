import { useClient } from '@urql/preact';
import type { DocumentNode } from 'graphql';
import { useEffect } from 'preact/hooks';
import { graphql } from '../api/graphql.js';

/** A subscription that signals when an answer is out of date. */
export interface Live {
  readonly query: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Minimum interval between refetches, in milliseconds. */
  readonly every: number;
}

/** The payload of a subscription; for events, their position. */
interface Notification {
  readonly events?: { readonly position: string };
}
const Reached = graphql(`
  query Reached($position: Position!) {
    settings(minPosition: $position) {
      zone
    }
  }
`);

/** Calls `again` when the subscription signals, once the views contain what it signalled. */
export function useLive(live: Live | undefined, again: () => void): void {
  const client = useClient();
  const variables = JSON.stringify(live?.variables);
  useEffect(() => {
    if (!live) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest: string | undefined;
    let left = false;
    /** Waits until the views have reached the position: an event is sent as soon as it is in the log. */
    const waitForViews = async (position: string): Promise<void> => {
      const { extensions } = await client.query(Reached, { position }).toPromise();
      if (extensions?.stale && !left) await waitForViews(position);
    };
    const subscription = client.subscription<Notification>(live.query, { ...live.variables }).subscribe(({ data }) => {
      latest = data?.events?.position ?? latest;
      timer ??= setTimeout(() => {
        timer = undefined;
        void (latest === undefined ? Promise.resolve() : waitForViews(latest)).then(() => left || again());
      }, live.every);
    });
    return () => {
      left = true;
      subscription.unsubscribe();
      clearTimeout(timer);
    };
  }, [live?.query, variables]);
}
