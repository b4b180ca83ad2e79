/** One page of a connection. What costs a further read is asked for only when it is selected. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  hasNextPage(): Promise<boolean>;
  hasPreviousPage(): Promise<boolean>;
  /** All that the filter admits, whatever the page. */
  totalCount(): Promise<number>;
}

/** The same page with other nodes. */
export const mapPage = <A, B>(page: Page<A>, turn: (node: A) => B): Page<B> => ({
  ...page,
  edges: page.edges.map(({ cursor, node }) => ({ cursor, node: turn(node) })),
});
