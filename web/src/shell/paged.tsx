import type { Client, TypedDocumentNode } from '@urql/core';
import { useClient } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, askRows, type ListOf, type Unpaged } from '../api/rows.js';
import { Answering } from './asked.js';
import type { Live } from './live.js';

/** The rows of a list, as `Table` shows them. */
export interface Listed<Node> {
  readonly rows: readonly Node[];
  /** The number of all rows, of which `rows` may be the first ones. */
  readonly total?: number | undefined;
  /** Shows more of them. Absent: all are shown. */
  readonly more?: (() => void) | undefined;
  /**
   * Asks for all rows, for a file. `reached` is told how many have arrived. Absent: there are no others than `rows`, or no way to them.
   * @throws CombinedError when a page was refused or did not arrive
   */
  readonly all?: ((reached: (rows: number) => void) => Promise<readonly Node[]>) | undefined;
}

interface PagedProps<Data, Variables extends object, Node> {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Unpaged<Variables>;
  readonly listOf: ListOf<Data, Node>;
  /** Number of rows at first; Infinity for all. */
  readonly page?: number;
  /** From the end of the list. The query takes `last` and `before`, otherwise `first` and `after`. */
  readonly backward?: boolean;
  readonly live?: Live | undefined;
  readonly repeat?: (data: Data) => number | undefined;
  readonly children: (list: Listed<Node>, data: Data, again: () => void) => ComponentChildren;
}

/** Queries the API for a list, of which every row can be reached: at first `page` rows, on request twice as many each time. */
export function Paged<Data, Variables extends object, Node>(props: PagedProps<Data, Variables, Node>) {
  const { query, variables, listOf, page = 25, backward = false, live, repeat, children } = props;
  const client = useClient();
  const question = JSON.stringify([variables, backward]);
  const [shown, setShown] = useState({ of: question, rows: page });
  // Another question begins anew: how much was shown of the one before says nothing about it.
  const wanted = shown.of === question ? shown.rows : page;
  const pageBy = (by: Client, signal: AbortSignal) => (given: Variables) => ask(by, query, given, signal);
  const leaving = useLeaving();
  const all = async (reached: (rows: number) => void): Promise<readonly Node[]> => {
    const { rows, error } = await askRows(pageBy(client, leaving), variables, { listOf, wanted: Infinity, backward, reached });
    if (error) throw error;
    return rows;
  };
  return (
    <Answering<{ readonly first: Data; readonly rows: readonly Node[] }>
      query={query}
      question={JSON.stringify([question, wanted])}
      live={live}
      repeat={repeat && (({ first }) => repeat(first))}
      asks={async (by, signal) => {
        const { data, rows, error } = await askRows(pageBy(by, signal), variables, { listOf, wanted, backward });
        return { data: data && { first: data, rows }, error };
      }}
    >
      {({ first, rows }, again) => {
        const total = listOf(first)?.totalCount ?? rows.length;
        const more = total > rows.length ? () => setShown({ of: question, rows: wanted * 2 }) : undefined;
        return children({ rows, total, more, all: more && all }, first, again);
      }}
    </Answering>
  );
}

/** Aborts when the component is left. */
function useLeaving(): AbortSignal {
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  return leaving.current.signal;
}
