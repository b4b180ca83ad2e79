import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { PromiseDocument } from '../../../projections/promises/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

export interface SilenceFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
}
/** A department that waits for a word longer than was promised. */
export interface Silence extends Pick<PromiseDocument, 'ticketId' | 'teamId' | 'departmentId' | 'kind' | 'promisedAt' | 'dueAt'> {
  /** Whole minutes from when the word was due until the moment asked about. */
  readonly silentMinutes: number;
}

/** Question 8: who waits in silence, the longest first; now, or at a past moment. */
export class ListSilences extends AskedOf<Page<Silence>> {
  constructor(
    reader: ViewReader,
    readonly filter: SilenceFilter,
    /** Null: now. */
    readonly asOf: string | null,
    readonly now: string,
    readonly page: PageArgs,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(ListSilences)
export class ListSilencesHandler implements IQueryHandler<ListSilences> {
  async execute({ reader, filter, asOf, now, page, identities }: ListSilences): Promise<Page<Silence>> {
    const moment = asOf ?? now;
    const silent = asOf === null ? { open: true, ranges: [dueBefore(now)] } : { ranges: silentAt(asOf) };
    const { ranges, ...state } = silent;
    const filters = identities.covered(filter).map((sides) => ({ ...where({ ...sides, ...state }), ranges }));
    const listing = { view: 'promises', filter: filters, orderBy: 'dueAt' };
    const promises = await paginate<PromiseDocument>(reader, listing, page);
    return mapPage(promises, ({ ticketId, teamId, departmentId, kind, promisedAt, dueAt }) => ({
      ticketId,
      teamId,
      departmentId,
      kind,
      promisedAt,
      dueAt,
      silentMinutes: Math.floor((Date.parse(moment) - Date.parse(dueAt)) / 60_000),
    }));
  }
}

const dueBefore = (moment: string) => ({ field: 'dueAt', before: moment });

/** Silent at T: promisedAt <= T, dueAt < T <= endedAt. Moments are UTC texts with milliseconds, so that they compare as texts. */
const silentAt = (moment: string) => [
  dueBefore(moment),
  { field: 'endedAt', from: moment },
  { field: 'promisedAt', before: new Date(Date.parse(moment) + 1).toISOString() },
];
