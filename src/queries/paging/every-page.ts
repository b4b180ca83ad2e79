import { MAX_PAGE_SIZE, type PageArgs } from './page-args.js';
import type { Page } from './page.js';

/** All that a paged question answers, page by page: for those who want a connection's nodes in the connection's own words. */
export async function* everyPage<T>(ask: (page: PageArgs) => Promise<Page<T>>): AsyncIterable<T> {
  let after: string | null = null;
  for (;;) {
    const page: Page<T> = await ask({ first: MAX_PAGE_SIZE, after });
    for (const { node } of page.edges) yield node;
    if (page.endCursor === null || !(await page.hasNextPage())) return;
    after = page.endCursor;
  }
}
