import { Injectable } from '@nestjs/common';
import type { InstrumentDocument } from '../../../projections/instruments/projection.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';

/** The register of questionnaires, by name. */
@Injectable()
export class ListInstruments {
  execute(reader: ViewReader, page: PageArgs): Promise<Page<InstrumentDocument>> {
    return paginate(reader, { view: 'instruments', filter: {}, orderBy: 'name' }, page);
  }
}
