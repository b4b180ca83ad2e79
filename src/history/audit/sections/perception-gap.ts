import { startOfDay } from '../../../queries/days.js';
import { AskPerceptionGap } from '../../../queries/perception/perception-gap.js';
import type { AuditScope } from '../scope.js';

/**
 * What IT thought of its treatment of people less what these thought, quarter by quarter. A department that goes on as another keeps its own
 * row: added up under a merger that was told late, what it brings in could be told from what was there.
 */
export async function perceptionGap({ ask, reader, from, until, isWhole, departmentIds, identities }: AuditScope) {
  const quarters = await ask(new AskPerceptionGap(reader, from, until));
  const covered = new Set(departmentIds.flatMap((id) => identities.departments.partsOf(id)));
  return Object.fromEntries(
    quarters.map(({ firstDay, whole, departments }) => {
      const audited = [...departments].filter(([id]) => isWhole || covered.has(id));
      return [startOfDay(firstDay).slice(0, 7), { whole: isWhole ? whole : null, departments: Object.fromEntries(audited) }];
    }),
  );
}
