import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import { AskedOf } from '../asked-of.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** The registered departments, by id. One that was only seen in tickets so far is not among them. */
export class ListDepartments extends AskedOf<Page<DepartmentDocument>> {
  constructor(
    reader: ViewReader,
    readonly kind: string | undefined,
    readonly page: PageArgs,
  ) {
    super(reader);
  }
}

@QueryHandler(ListDepartments)
export class ListDepartmentsHandler implements IQueryHandler<ListDepartments> {
  execute({ reader, kind, page }: ListDepartments): Promise<Page<DepartmentDocument>> {
    return paginate(reader, { view: 'department', filter: where({ registered: true, kind }) }, page);
  }
}
