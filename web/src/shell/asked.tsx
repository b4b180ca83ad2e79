import type { Client, CombinedError, TypedDocumentNode } from '@urql/core';
import { useClient } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Answered, ask } from '../api/rows.js';
import { type Live, useLive } from './live.js';
import { refusalsOf, RefusalWords } from './refusals.js';
import { useTexts } from './texts.js';

interface AnsweringProps<Data> {
  /** Asks the API, and leaves its requests when the signal aborts. */
  readonly asks: (client: Client, signal: AbortSignal) => Promise<Answered<Data>>;
  /** What is asked: another query or question is another answer. */
  readonly query: TypedDocumentNode<never, never> | object;
  readonly question: string;
  /** A subscription that signals when the answer is out of date. */
  readonly live?: Live | undefined;
  /** The number of milliseconds after which to refetch, while work is in progress. */
  readonly repeat?: ((data: Data) => number | undefined) | undefined;
  /** Shown until the first answer, for slow queries. */
  readonly meanwhile?: ComponentChildren;
  /** Shown if the server refuses the query because its subject does not exist. */
  readonly missing?: ComponentChildren;
  readonly children: (data: Data, again: () => void) => ComponentChildren;
}

/** Retry delay when the server did not answer, in milliseconds. */
const PATIENCE = 3_000;

/** Asks, and renders the state: loading, the server's error message with its remedy, or the answer. */
export function Answering<Data>({ asks, query, question, live, repeat, meanwhile, missing, children }: AnsweringProps<Data>) {
  const texts = useTexts();
  const client = useClient();
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
    const leaving = new AbortController();
    void asks(client, leaving.signal).then(({ data, error }) => {
      if (leaving.signal.aborted) return;
      pending.current = null;
      setAnswer({ of: question, data, error });
      if (own.once) again();
    });
    return () => leaving.abort();
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

interface AskedProps<Data, Variables extends object> extends Omit<AnsweringProps<Data>, 'asks' | 'query' | 'question'> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
}

/** Sends a query to the API, and renders its answer. */
export const Asked = <Data, Variables extends object>({ query, variables, ...others }: AskedProps<Data, Variables>) => (
  <Answering
    {...others}
    query={query}
    question={JSON.stringify(variables)}
    asks={(client, signal) => ask(client, query, variables, signal)}
  />
);

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
