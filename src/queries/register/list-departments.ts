import { Injectable } from '@nestjs/common';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { type Page, pageWith } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { paginate } from '../paging/paginate.js';
import { type Department, departmentsOf } from './department-at.js';
import { merged } from './merged.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/**
 * The registered departments as they are at a moment, by id. One that was only seen in tickets so far is not among them, and one that goes on
 * as another is found under that.
 */
@Injectable()
export class ListDepartments {
  async execute(
    reader: ViewReader,
    kind: string | undefined,
    args: PageArgs,
    asOf: string,
    identities: Identities = PLAIN,
  ): Promise<Page<Department>> {
    const filter = where({ registered: true, kind });
    const hidden = merged<DepartmentDocument>(reader, 'department', identities.departments, filter);
    const page = await paginate<DepartmentDocument>(reader, { view: 'department', filter, ...hidden }, args);
    const documents = new Map(page.edges.map(({ node }) => [node.departmentId, node]));
    const departments = await departmentsOf(reader, identities, documents, asOf);
    return pageWith(page, ({ departmentId }) => departments.get(departmentId));
  }
}
