import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import type { PromiseDocument } from '../../../projections/promises/document.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { AskedOf } from '../asked-of.js';
import { MAX_PAGE_SIZE } from '../paging/page-args.js';
import type { ViewReader } from '../view-reader.js';

/** Everything for a department's home page. */
export interface DepartmentOverview {
  readonly department: DepartmentDocument;
  /** Observed and established, ended ones left out. */
  readonly relationships: readonly RelationshipDocument[];
  /** The words that IT owes next, the most pressing first. */
  readonly openPromises: readonly PromiseDocument[];
}

/** Question 1, in three reads whatever the department's size. Null when there is no such department. */
export class AskDepartmentOverview extends AskedOf<DepartmentOverview | null> {
  constructor(
    reader: ViewReader,
    readonly departmentId: string,
  ) {
    super(reader);
  }
}

@QueryHandler(AskDepartmentOverview)
export class AskDepartmentOverviewHandler implements IQueryHandler<AskDepartmentOverview> {
  async execute({ reader, departmentId }: AskDepartmentOverview): Promise<DepartmentOverview | null> {
    const [departments, relationships, promises] = await Promise.all([
      reader.get<DepartmentDocument>('department', [departmentId]),
      reader.find<RelationshipDocument>('relationship', {
        where: { departmentId, state: ['OBSERVED', 'ESTABLISHED'] },
        limit: MAX_PAGE_SIZE,
      }),
      reader.find<PromiseDocument>('promises', {
        where: { departmentId, open: true },
        orderBy: 'dueAt',
        limit: MAX_PAGE_SIZE,
      }),
    ]);
    const department = departments.get(departmentId);
    if (!department) return null;
    return {
      department,
      relationships: relationships.map(({ document }) => document),
      openPromises: promises.map(({ document }) => document),
    };
  }
}
