import { Table } from '../../parts/table.js';
import { EventName } from '../../parts/event-name.js';
import { Section, useCode } from '../../parts/words.js';
import { Verbatim } from '../../shell/refusals.js';
import { useTexts } from '../../shell/texts.js';

interface ReportProps {
  readonly rejects: readonly { readonly row: number; readonly code: string; readonly detail: string }[];
  /** Number of all rejected rows; the report lists the first hundred. */
  readonly rejected: number;
  readonly warnings: readonly { readonly code: string; readonly count: number; readonly detail?: string }[];
  /** Null: not on record. */
  readonly emptyMeasures: readonly { readonly measure: string; readonly why: string }[] | null;
  readonly byType: readonly { readonly type: string; readonly count: number }[];
}

interface Counted {
  readonly rows: { readonly in: number; readonly accepted: number; readonly rejected: number };
  readonly records: number;
  readonly events: { readonly appended: number; readonly alreadyThere: number };
  readonly fidelity: { readonly native: number; readonly history: number; readonly snapshot: number };
}

/** The result of an import, in figures. */
export function useReportFacts() {
  const { imports, ticket } = useTexts();
  return ({ rows, records, events, fidelity }: Counted) =>
    [
      [imports.rows, rows.in],
      [imports.accepted, rows.accepted],
      [imports.rejected, rows.rejected],
      [imports.records, records],
      [imports.appended, events.appended],
      [imports.alreadyThere, events.alreadyThere],
      [ticket.fidelity, imports.fidelity(fidelity.native, fidelity.history, fidelity.snapshot)],
    ] as const;
}

/** The result of an import or of its dry run: the rejected rows with reasons, warnings, and the events. */
export function ReportTables({ rejects, rejected, warnings, emptyMeasures, byType }: ReportProps) {
  const { imports, refusals } = useTexts();
  const codeInWords = useCode();
  const why: Readonly<Record<string, string>> = { ...refusals, ...imports.why };
  const inWords = ({ code }: { readonly code: string }) => why[code] ?? code;
  return (
    <>
      <Section id="rejects" heading={imports.rejects}>
        <Table
          caption={imports.rejects}
          rows={rejects}
          total={rejected}
          keyOf={({ row, code }) => `${row} ${code}`}
          columns={[
            { heading: imports.row, cell: ({ row }) => row },
            { heading: imports.code, cell: inWords },
            {
              heading: imports.detail,
              cell: ({ detail }) => <Verbatim>{detail}</Verbatim>,
              text: ({ detail }) => detail,
              prose: true,
            },
          ]}
        />
      </Section>
      {warnings.length > 0 && (
        <Section id="warnings" heading={imports.warnings}>
          <Table
            caption={imports.warnings}
            rows={warnings}
            keyOf={({ code }) => code}
            columns={[
              { heading: imports.code, cell: inWords },
              { heading: imports.rows, cell: ({ count }) => count, numeric: true },
              {
                heading: imports.detail,
                cell: ({ detail }) => (detail ? <Verbatim>{detail}</Verbatim> : '–'),
                text: ({ detail }) => detail,
                prose: true,
              },
            ]}
          />
        </Section>
      )}
      {emptyMeasures !== null && emptyMeasures.length > 0 && (
        <Section id="empty" heading={imports.emptyMeasures}>
          <Table
            caption={imports.emptyMeasures}
            rows={emptyMeasures}
            keyOf={({ measure }) => measure}
            columns={[
              { heading: imports.measure, cell: ({ measure }) => codeInWords(measure), text: ({ measure }) => measure },
              { heading: imports.detail, cell: ({ why }) => <Verbatim>{why}</Verbatim>, text: ({ why }) => why, prose: true },
            ]}
          />
        </Section>
      )}
      <Section id="types" heading={imports.byType}>
        <Table
          caption={imports.byType}
          rows={byType}
          keyOf={({ type }) => type}
          columns={[
            { heading: imports.type, cell: ({ type }) => <EventName type={type} />, text: ({ type }) => type },
            { heading: imports.count, cell: ({ count }) => count, numeric: true },
          ]}
        />
      </Section>
    </>
  );
}
