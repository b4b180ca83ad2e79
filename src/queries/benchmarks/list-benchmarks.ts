import { Injectable } from '@nestjs/common';
import type { BenchmarkDocument } from '../../../projections/benchmarks/projection.js';
import { mapPage, type Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** As the document, with `value` in the source's own unit. */
export type Benchmark = BenchmarkDocument;

/** Figures of others, by source. Nothing is added up, and no number of ours is part of them. */
@Injectable()
export class ListBenchmarks {
  async execute(
    reader: ViewReader,
    filter: { readonly source?: string; readonly item?: string; readonly period?: string },
    page: PageArgs,
  ): Promise<Page<Benchmark>> {
    return inItsUnit(
      await paginate<BenchmarkDocument>(reader, { view: 'benchmarks', filter: where(filter), orderBy: 'source' }, page),
    );
  }

  /** What others reach in what a composite of ours is about: figures whose item is its name or its id, the latest period first. */
  async beside(
    reader: ViewReader,
    { name, compositeId }: { readonly name: string; readonly compositeId: string },
    page: PageArgs,
  ): Promise<Page<Benchmark>> {
    const filter = [...new Set([name, compositeId])].map((item) => where({ item }));
    return inItsUnit(
      await paginate<BenchmarkDocument>(reader, { view: 'benchmarks', filter, orderBy: 'period', descending: true }, page),
    );
  }
}

const inItsUnit = (page: Page<BenchmarkDocument>): Page<Benchmark> =>
  mapPage(page, (figure) => ({ ...figure, value: figure.value / 100 }));
