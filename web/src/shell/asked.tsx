import type { TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useTexts } from './texts.js';

interface AskedProps<Data, Variables extends object> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  readonly children: (data: Data, again: () => void) => ComponentChildren;
}

/** Asks the API and shows what comes: while it is under way, when it fails with the server's own words and remedy, and the answer. */
export function Asked<Data, Variables extends object>({ query, variables, children }: AskedProps<Data, Variables>) {
  const texts = useTexts();
  const [{ data, error, fetching }, again] = useQuery<Data, Variables & Record<string, unknown>>({
    query: query as TypedDocumentNode<Data, Variables & Record<string, unknown>>,
    variables: variables as Variables & Record<string, unknown>,
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  if (error) return <Failure error={error} again={refresh} />;
  if (!data) return <p aria-busy="true">{texts.loading}</p>;
  return <div class={fetching ? 'older' : ''}>{children(data, refresh)}</div>;
}

interface Refusal {
  readonly code?: string;
  readonly field?: string;
  readonly remedy?: string;
}

function Failure({
  error,
  again,
}: {
  error: { networkError?: Error; graphQLErrors: readonly { message: string; extensions: unknown }[] };
  again: () => void;
}) {
  const texts = useTexts();
  return (
    <div role="alert" class="failure">
      {error.networkError && <p>{texts.failure.away}</p>}
      {error.graphQLErrors.map(({ message, extensions }) => {
        const { code, remedy } = (extensions ?? {}) as Refusal;
        return (
          <p key={message}>
            <strong>{code}</strong> {message} {remedy}
          </p>
        );
      })}
      <button type="button" onClick={again}>
        {texts.failure.again}
      </button>
    </div>
  );
}
