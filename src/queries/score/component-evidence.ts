import type { TrialDocument } from '../../../projections/trials/document.js';
import type { Component } from '../../measures/score/components.js';
import { justAfter } from '../days.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The trials behind a component's number at a moment, the latest verdict first: as many as its `trials` says. */
export const componentEvidence = (
  reader: ViewReader,
  relationshipId: string,
  component: Component,
  asOf: string,
  page: PageArgs,
): Promise<Page<TrialDocument>> => {
  const filter = { where: { relationshipId, component, counted: true }, ranges: [{ field: 'at', before: justAfter(asOf) }] };
  return paginate(reader, { view: 'trials', filter, orderBy: 'at', descending: true }, page);
};
