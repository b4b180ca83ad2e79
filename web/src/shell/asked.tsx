import type { CombinedError, TypedDocumentNode } from '@urql/core';
import type { DocumentNode } from 'graphql';
import { useClient } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { graphql } from '../api/graphql.js';
import { refusalsOf, RefusalWords } from './refusals.js';
import { useTexts } from './texts.js';

interface AskedProps<Data, Variables extends object> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** A subscription that signals when the answer is out of date. */
  readonly live?: Live | undefined;
  /** The number of milliseconds after which to refetch, while work is in progress. */
  readonly repeat?: (data: Data) => number | undefined;
  /** Shown until the first answer, for slow queries. */
  readonly meanwhile?: ComponentChildren;
  /** Shown if the server refuses the query because its subject does not exist. */
  readonly missing?: ComponentChildren;
  readonly children: (data: Data, again: () => void) => ComponentChildren;
}
export interface Live {
  readonly query: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Minimum interval between refetches, in milliseconds. */
  readonly every: number;
}

/** Retry delay when the server did not answer, in milliseconds. */
const PATIENCE = 3_000;

/** Queries the API and renders the state: loading, the server's error message with its remedy, or the answer. */
export function Asked<Data, Variables extends object>({
  query,
  variables,
  live,
  repeat,
  meanwhile,
  missing,
  children,
}: AskedProps<Data, Variables>) {
  const texts = useTexts();
  const client = useClient();
  const question = JSON.stringify(variables);
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ of: string; data: Data | undefined; error: CombinedError | undefined }>();
  /**
   * Set while a request is pending. `once` requests one more after it rather than instead of it, so that answers arrive even from a
   * slow server.
   */
  const pending = useRef<{ once: boolean } | null>(null);
  const again = () => {
    if (pending.current) pending.current.once = true;
    else setTurn((last) => last + 1);
  };
  // Send the request before the first paint, which takes longer than many an answer; urql's own hook sends it afterwards.
  useLayoutEffect(() => {
    const own = { once: false };
    pending.current = own;
    const asked = client.query(query, variables).subscribe(({ data, error }) => {
      pending.current = null;
      setAnswer({ of: question, data, error });
      if (own.once) again();
    });
    return () => asked.unsubscribe();
  }, [client, query, question, turn]);
  useLive(live, again);
  const { data, error } = answer ?? {};
  const pause = error?.networkError ? PATIENCE : data && repeat?.(data);
  useEffect(() => {
    if (pause === undefined) return undefined;
    const timer = setTimeout(again, pause);
    return () => clearTimeout(timer);
  }, [answer]);
  // A refetch with the same variables keeps the content as it is; with other variables it is marked as older until the answer arrives.
  const older = answer !== undefined && answer.of !== question;
  if (error && missing !== undefined && isOnly('NOT_FOUND', error)) return <>{missing}</>;
  if (error) return <Failure error={error} again={again} />;
  if (!data) return <>{meanwhile ?? <p aria-busy="true">{texts.loading}</p>}</>;
  return (
    <div class={older ? 'older' : undefined} aria-busy={older}>
      {children(data, again)}
    </div>
  );
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

function useLive(live: Live | undefined, again: () => void): void {
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

/** The number of rows to request: `page` at first, doubled each time, up to the API's maximum for one answer. */
export function useRows(page = 25): { first: number; moreOf: (total: number) => (() => void) | undefined } {
  const [first, setFirst] = useState(page);
  const next = Math.min(500, first * 2);
  return { first, moreOf: (total) => (total > first && next > first ? () => setFirst(next) : undefined) };
}

/** Whether the server answered, and refused for no other reason: FORBIDDEN is a known user without the permission. */
export const isOnly = (code: 'FORBIDDEN' | 'NOT_FOUND', error: CombinedError): boolean =>
  error.graphQLErrors.length > 0 && refusalsOf(error).every((refusal) => refusal.code === code);

export function Failure({ error, again }: { error: CombinedError; again?: () => void }) {
  const texts = useTexts();
  if (isOnly('FORBIDDEN', error)) return <p class="nothing">{texts.failure.forbidden}</p>;
  return (
    <div role="alert" class="failure">
      {error.networkError && <p>{texts.failure.away}</p>}
      {refusalsOf(error).map((refusal) => (
        <div key={refusal.message}>
          <RefusalWords refusal={refusal} />
        </div>
      ))}
      {again && (
        <button type="button" onClick={again}>
          {texts.failure.again}
        </button>
      )}
    </div>
  );
}
