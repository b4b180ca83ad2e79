import { startOfDay } from '../../../queries/days.js';
import { AskPerceptionGap } from '../../../queries/perception/perception-gap.js';
import type { AuditScope } from '../scope.js';

/** What IT thought of its treatment of people less what these thought, quarter by quarter. */
export async function perceptionGap({ ask, reader, from, until, isWhole, departmentIds }: AuditScope) {
  const quarters = await ask(new AskPerceptionGap(reader, from, until));
  return Object.fromEntries(
    quarters.map(({ firstDay, whole, departments }) => {
      const audited = departmentIds.flatMap((id) => (departments.has(id) ? [[id, departments.get(id)!] as const] : []));
      return [startOfDay(firstDay).slice(0, 7), { whole: isWhole ? whole : null, departments: Object.fromEntries(audited) }];
    }),
  );
}
