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
export const mapPage = <A, B>(page: Page<A>, turn: (node: A) => B): Page<B> => pageWith(page, turn);

/** The same page with other nodes; one that is no longer there is left out. */
export const pageWith = <A, B>(page: Page<A>, turn: (node: A) => B | undefined): Page<B> => ({
  ...page,
  edges: page.edges.flatMap(({ cursor, node }) => {
    const turned = turn(node);
    return turned === undefined ? [] : [{ cursor, node: turned }];
  }),
});
