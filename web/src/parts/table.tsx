import type { ComponentChildren } from 'preact';
import type { Listed } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { CsvButton } from './csv-button.js';
import { Nothing } from './words.js';

/** A column: its heading, the content of a cell, and the text of a cell in a CSV file. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** The CSV text. Absent when the cell is a string or number; null when it only contains controls. */
  readonly text?: ((row: Row) => string | number | null | undefined) | null;
  readonly numeric?: boolean;
  /** The column contains sentences, and stays wide enough to read them. */
  readonly prose?: boolean;
}
interface TableProps<Row> extends Listed<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Shown if there are no rows: what they would be, or how they come about. */
  readonly empty?: string | undefined;
  readonly keyOf: (row: Row) => string;
  readonly classOf?: (row: Row) => string | undefined;
  /** Without controls, for print and files. */
  readonly plain?: boolean;
  /**
   * At 360 px, shows each row as lines, one cell each, instead of a table that scrolls: rows of text are read one by one, while figures
   * are compared.
   */
  readonly stacked?: boolean;
}

/** Number of text columns that fit next to each other at 360 px. */
const FEW = 3;

/** A table with a caption, scoped headings and a CSV export. The first column names the row. */
export function Table<Row>({
  caption,
  columns,
  rows,
  empty,
  keyOf,
  classOf,
  total,
  more,
  all,
  plain = false,
  stacked = columns.some(({ prose }) => prose) || columns.filter(({ numeric }) => !numeric).length > FEW,
}: TableProps<Row>) {
  const texts = useTexts();
  if (rows.length === 0) return <Nothing why={empty} />;
  return (
    <div class={stacked ? 'table stacked' : 'table'}>
      <div class="scrolled" role="group" aria-label={caption} tabIndex={0}>
        {/* The stacked layout removes the elements' table semantics, so their roles are explicit. */}
        <table role="table">
          <caption>{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <th key={column.heading} scope="col" role="columnheader" class={classOfColumn(column)}>
                  {column.heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={keyOf(row)} role="row" class={classOf?.(row)}>
                {columns.map((column, place) =>
                  place === 0 ? (
                    <th key={column.heading} scope="row" role="rowheader">
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td
                      key={column.heading}
                      role="cell"
                      data-heading={stacked ? column.heading : undefined}
                      class={classOfColumn(column)}
                    >
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!plain && (
        <p class="table-foot">
          {total !== undefined && <span>{texts.table.of(rows.length, total)}</span>}
          {more && (
            <button type="button" class="link" onClick={more}>
              {texts.table.more}
            </button>
          )}
          <CsvButton caption={caption} columns={columns} rows={rows} total={total} all={all} />
        </p>
      )}
    </div>
  );
}

/** The CSS class of a column. Columns that only contain controls are not printed. */
function classOfColumn<Row>({ numeric, prose, text }: Column<Row>): string | undefined {
  if (text === null) return 'action';
  return numeric ? 'numeric' : prose ? 'prose' : undefined;
}
