import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { InstrumentDocument } from '../../../projections/instruments/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The register of questionnaires, by name. */
export class ListInstruments extends AskedOf<Page<InstrumentDocument>> {
  constructor(
    reader: ViewReader,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(ListInstruments)
export class ListInstrumentsHandler implements IQueryHandler<ListInstruments> {
  execute({ reader, page }: ListInstruments): Promise<Page<InstrumentDocument>> {
    return paginate(reader, { view: 'instruments', filter: {}, orderBy: 'name' }, page);
  }
}
