import type { TrialDocument } from '../../../projections/trials/document.js';
import type { Component } from '../../measures/components.js';
import { justAfter } from '../days.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The trials behind a component's number at a moment, the latest verdict first: as many as its `trials` says. */
export const componentEvidence = (
  reader: ViewReader,
  relationshipIds: readonly string[],
  component: Component,
  asOf: string,
  page: PageArgs,
): Promise<Page<TrialDocument>> => {
  const ranges = [{ field: 'at', before: justAfter(asOf) }];
  const filter = relationshipIds.map((relationshipId) => ({ where: { relationshipId, component, counted: true }, ranges }));
  return paginate(reader, { view: 'trials', filter, orderBy: 'at', descending: true }, page);
};
