import type { RelationshipDocument } from '../../../../projections/relationship/document.js';
import { everyPage } from '../../../queries/paging/every-page.js';
import { FindRelationships } from '../../../queries/relationship/find-relationships.js';
import { type AuditScope, askOfEach } from '../scope.js';

/** How mature each side holds the relationship for (1 to 5), as last assessed by the pinned position; null: never. */
export const maturity = ({ ask, reader, departmentIds, identities }: AuditScope) =>
  askOfEach(departmentIds, async (departmentId) => {
    const levels: [string, RelationshipDocument['maturity']][] = [];
    for await (const { teamId, maturity: sides } of everyPage((page) =>
      ask(new FindRelationships(reader, { departmentId }, page, identities)),
    ))
      levels.push([teamId, { it: sides.it, department: sides.department }]);
    return Object.fromEntries(levels);
  });
