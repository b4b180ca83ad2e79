import { ResolveField } from '@nestjs/graphql';
import type { Page } from '../../queries/paging/page.js';
import { PageInfo } from '../types/page-info.js';
import { Answers } from './answers.js';

/** Whether a connection goes on beyond a page; looked up only when selected. */
@Answers(() => PageInfo)
export class PageInfoResolver {
  @ResolveField(() => Boolean)
  hasNextPage(page: Page<unknown>): Promise<boolean> {
    return page.hasNextPage();
  }

  @ResolveField(() => Boolean)
  hasPreviousPage(page: Page<unknown>): Promise<boolean> {
    return page.hasPreviousPage();
  }
}
