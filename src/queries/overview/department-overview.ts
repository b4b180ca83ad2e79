import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { PromiseDocument } from '../../../projections/promises/document.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { AskedOf } from '../asked-of.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { MAX_PAGE_SIZE } from '../paging/page-args.js';
import { walk } from '../paging/walk.js';
import { type Department, departmentsAt } from '../register/department-at.js';
import { type JoinedRelationship, joinedRelationship } from '../relationship/joined-relationship.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** Everything for a department's home page. */
export interface DepartmentOverview {
  readonly department: Department;
  /** Observed and established, ended ones left out. */
  readonly relationships: readonly JoinedRelationship[];
  /** The words that IT owes next, the most pressing first. */
  readonly openPromises: readonly PromiseDocument[];
}

/** Question 1, in three reads whatever the department's size. Null when there is no such department. */
export class AskDepartmentOverview extends AskedOf<DepartmentOverview | null> {
  constructor(
    reader: ViewReader,
    readonly departmentId: string,
    readonly asOf: string,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(AskDepartmentOverview)
export class AskDepartmentOverviewHandler implements IQueryHandler<AskDepartmentOverview> {
  async execute({ reader, departmentId, asOf, identities }: AskDepartmentOverview): Promise<DepartmentOverview | null> {
    const promised = identities.covered({ departmentId }).map((sides) => where({ ...sides, open: true }));
    const [departments, relationships, promises] = await Promise.all([
      departmentsAt(reader, identities, [departmentId], asOf),
      relationshipsOf(reader, identities, departmentId),
      walk<PromiseDocument>(reader, { view: 'promises', filter: promised, orderBy: 'dueAt' }, { limit: MAX_PAGE_SIZE }),
    ]);
    const department = departments.get(departmentId);
    if (!department) return null;
    return { department, relationships, openPromises: promises.map(({ document }) => document) };
  }
}

const GOES_ON: readonly string[] = ['OBSERVED', 'ESTABLISHED'];

/** Those that go on, as they are read under the department: what has become one is one, and has ended when all of it has. */
async function relationshipsOf(
  reader: ViewReader,
  identities: Identities,
  departmentId: string,
): Promise<readonly JoinedRelationship[]> {
  const state = identities.isPlain ? GOES_ON : undefined;
  const filter = identities.covered({ departmentId }).map((sides) => where({ ...sides, state }));
  const found = await walk<RelationshipDocument>(reader, { view: 'relationship', filter }, { limit: MAX_PAGE_SIZE });
  const documents = new Map(found.map(({ key, document }) => [key, document]));
  const names = new Set(found.flatMap(({ document }) => identities.listedAs(document, { departmentId }) ?? []));
  return [...names]
    .flatMap((id) => joinedRelationship(id, documents, identities) ?? [])
    .filter(({ state: standing }) => GOES_ON.includes(standing));
}
