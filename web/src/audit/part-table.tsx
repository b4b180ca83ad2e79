import type { ComponentChildren } from 'preact';
import { type Column, Table } from '../parts/table.js';
import { useTexts } from '../shell/texts.js';
import { type AuditReport, departmentName, type Parts } from './report.js';

interface PartTableProps<T> {
  readonly report: AuditReport;
  readonly caption: string;
  readonly parts: Parts<T>;
  /** Whether nothing happened: the row is then left out, and only counted. */
  readonly isEmpty: (part: T) => boolean;
  /** Sort key: the higher, the more urgent. */
  readonly urgency: (part: T) => number;
  readonly columns: readonly { heading: string; cell: (part: T) => ComponentChildren; numeric?: boolean }[];
}
interface Row<T> {
  readonly id: string | null;
  readonly name: string;
  readonly part: T;
}

/** The whole hospital, if it was audited, followed by the departments in order of urgency. */
export function PartTable<T>({ report, caption, parts, isEmpty, urgency, columns }: PartTableProps<T>) {
  const { audit, overview } = useTexts();
  const all = Object.entries(parts.departments);
  const filled = all
    .filter(([, part]) => !isEmpty(part))
    .sort(([a, one], [b, other]) => urgency(other) - urgency(one) || (a < b ? -1 : 1));
  const rows: readonly Row<T>[] = [
    ...(parts.whole !== null ? [{ id: null, name: audit.allDepartments, part: parts.whole }] : []),
    ...filled.map(([id, part]) => ({ id, name: departmentName(report, id), part })),
  ];
  return (
    <>
      <Table<Row<T>>
        caption={caption}
        plain
        rows={filled.length > 0 ? rows : []}
        keyOf={({ id }) => id ?? ''}
        classOf={({ id }) => (id === null ? 'whole' : undefined)}
        columns={[
          { heading: overview.department, cell: ({ name }) => name },
          ...columns.map(({ cell, ...column }): Column<Row<T>> => ({ ...column, cell: ({ part }) => cell(part) })),
        ]}
      />
      <LeftOut count={all.length - filled.length} />
    </>
  );
}

/** The number of rows that are left out because they contain nothing. */
export function LeftOut({ count }: { count: number }) {
  const { audit } = useTexts();
  return count > 0 ? <p class="why">{audit.leftOut(count)}</p> : null;
}
