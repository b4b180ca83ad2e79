import type { Client, CombinedError, OperationResult, TypedDocumentNode } from '@urql/core';

/** A connection of the API, of whose rows one answer has at most 500. Which cursor it has depends on the direction. */
export interface Connection<Node> {
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage?: boolean;
    readonly endCursor?: string | null;
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
  };
  readonly edges: readonly { readonly node: Node }[];
}

/** The list of rows in an answer. Null or undefined: the answer has no list. */
export type ListOf<Data, Node> = (data: Data) => Connection<Node> | null | undefined;

export interface Answered<Data> {
  readonly data?: Data | undefined;
  readonly error?: CombinedError | undefined;
}
export interface AnsweredRows<Data, Node> extends Answered<Data> {
  readonly rows: readonly Node[];
}

/** The variables of a query for a list, except the page. */
export type Unpaged<Variables> = Omit<Variables, 'first' | 'after' | 'last' | 'before'>;

interface RowsWanted<Data, Node> {
  readonly listOf: ListOf<Data, Node>;
  /** Number of rows; Infinity for all of them. */
  readonly wanted: number;
  /** From the end of the list: the last row is the first that is wanted. The query then takes `last` and `before`. */
  readonly backward?: boolean;
  /** Called with the number of rows so far, after each page. */
  readonly reached?: (rows: number) => void;
}

/** The API's maximum for one answer. */
const MOST = 500;

/** One answer. Leaves the request when the signal aborts; the promise is then never settled. */
export const ask = <Data, Variables extends object>(
  client: Client,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Answered<Data>> =>
  new Promise((resolve) => {
    const asked = client.query(query, variables).subscribe((result: OperationResult<Data>) => resolve(result));
    signal.addEventListener('abort', () => asked.unsubscribe(), { once: true });
  });

/**
 * The first rows of a list, in as many answers as they need, and the data of the first answer. An error of any page is an error of the
 * whole: a part is not given for all.
 */
export async function askRows<Data, Variables extends object, Node>(
  askPage: (variables: Variables) => Promise<Answered<Data>>,
  variables: Unpaged<Variables>,
  { listOf, wanted, backward = false, reached }: RowsWanted<Data, Node>,
): Promise<AnsweredRows<Data, Node>> {
  const rows: Node[] = [];
  let first: Data | undefined;
  let cursor: string | null | undefined;
  for (;;) {
    const size = Math.min(MOST, wanted - rows.length);
    const page = backward ? { last: size, before: cursor } : { first: size, after: cursor };
    const { data, error } = await askPage({ ...variables, ...page } as unknown as Variables);
    if (error || !data) return { error, rows: [] };
    first ??= data;
    const list = listOf(data);
    if (!list) return { data: first, rows };
    const { edges, pageInfo } = list;
    const nodes = edges.map(({ node }) => node);
    rows.push(...(backward ? nodes.reverse() : nodes));
    reached?.(rows.length);
    const next = backward
      ? { exists: pageInfo.hasPreviousPage, cursor: pageInfo.startCursor }
      : { exists: pageInfo.hasNextPage, cursor: pageInfo.endCursor };
    if (!next.exists || !next.cursor || rows.length >= wanted) return { data: first, rows };
    cursor = next.cursor;
  }
}
