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
  /** A subscription that says when the answer is no longer the present one. */
  readonly live?: Live | undefined;
  /** After how many milliseconds an answer is asked for again: that of work which is under way. */
  readonly repeat?: (data: Data) => number | undefined;
  /** What stands there until the first answer, where that takes long. */
  readonly meanwhile?: ComponentChildren;
  readonly children: (data: Data, again: () => void) => ComponentChildren;
}
export interface Live {
  readonly query: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** At most this often is asked again, in milliseconds. */
  readonly every: number;
}

/** Milliseconds after which a server that did not answer is asked again. */
const PATIENCE = 3_000;

/** Asks the API and shows what comes: while it is under way, when it fails with the server's own words and remedy, and the answer. */
export function Asked<Data, Variables extends object>({
  query,
  variables,
  live,
  repeat,
  meanwhile,
  children,
}: AskedProps<Data, Variables>) {
  const texts = useTexts();
  const client = useClient();
  const question = JSON.stringify(variables);
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ of: string; data: Data | undefined; error: CombinedError | undefined }>();
  /** Where the answer is on its way: whether it is asked for once more after it, not in its place, so that one comes however slow the server. */
  const pending = useRef<{ once: boolean } | null>(null);
  const again = () => {
    if (pending.current) pending.current.once = true;
    else setTurn((last) => last + 1);
  };
  // Before the page is painted, which takes longer than many an answer: urql's own hook asks afterwards.
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
  // What is asked anew about the same keeps standing as it is; the answer to another question is on its way here.
  const older = answer !== undefined && answer.of !== question;
  if (error) return <Failure error={error} again={again} />;
  if (!data) return <>{meanwhile ?? <p aria-busy="true">{texts.loading}</p>}</>;
  return (
    <div class={older ? 'older' : undefined} aria-busy={older}>
      {children(data, again)}
    </div>
  );
}

/** What a subscription sends: of events, where they stand. */
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
    /** An event is sent as soon as it is in the log; the views it is asked of then have to know it. */
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

/** How many rows are asked for: one page at first, and one more each time, as far as the API gives them in one answer. */
export function useRows(page = 25): { first: number; moreOf: (total: number) => (() => void) | undefined } {
  const [first, setFirst] = useState(page);
  const next = Math.min(500, first * 2);
  return { first, moreOf: (total) => (total > first && next > first ? () => setFirst(next) : undefined) };
}

/** Whether somebody is known, and may not see this. */
const isForbidden = (error: CombinedError): boolean =>
  error.graphQLErrors.length > 0 && refusalsOf(error).every(({ code }) => code === 'FORBIDDEN');

export function Failure({ error, again }: { error: CombinedError; again?: () => void }) {
  const texts = useTexts();
  if (isForbidden(error)) return <p class="nothing">{texts.failure.forbidden}</p>;
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
