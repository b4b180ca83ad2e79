import type { ComponentChildren } from 'preact';
import { useTexts } from '../shell/texts.js';
import { csv } from './csv.js';
import { Nothing } from './words.js';

/** One column: its heading, what a cell shows, and what stands for it in a file. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** For CSV; absent where the cell is plain text or a number, null where there is only something to click. */
  readonly text?: ((row: Row) => string | number | null | undefined) | null;
  readonly numeric?: boolean;
  /** Sentences: the column stays wide enough to be read. */
  readonly prose?: boolean;
}
interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly classOf?: (row: Row) => string | undefined;
  /** How many there are in all, where the rows are the first of more. */
  readonly total?: number | undefined;
  readonly more?: (() => void) | undefined;
  /** On paper and in files there is nothing to click. */
  readonly plain?: boolean;
  /** At 360 px a row is shown as lines, a cell each, in place of a table that is scrolled: rows of words are read one by one, figures are compared. */
  readonly stacked?: boolean;
}

/** Columns of words that stand beside each other at 360 px. */
const FEW = 3;

/** A table with a caption, headings that say what they head, and a way out as a file: the first column names the row. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  classOf,
  total,
  more,
  plain = false,
  stacked = columns.some(({ prose }) => prose) || columns.filter(({ numeric }) => !numeric).length > FEW,
}: TableProps<Row>) {
  const texts = useTexts();
  if (rows.length === 0) return <Nothing />;
  return (
    <div class={stacked ? 'table stacked' : 'table'}>
      <div class="scrolled" role="group" aria-label={caption} tabIndex={0}>
        {/* Shown as lines, its elements are no table any more but by their roles. */}
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
          <CsvButton caption={caption} columns={columns} rows={rows} />
        </p>
      )}
    </div>
  );
}

/** How the cells of a column are laid out. What there is only to click is not printed. */
function classOfColumn<Row>({ numeric, prose, text }: Column<Row>): string | undefined {
  if (text === null) return 'action';
  return numeric ? 'numeric' : prose ? 'prose' : undefined;
}

/** Saves rows as a file. */
export function CsvButton<Row>({ caption, columns, rows }: Pick<TableProps<Row>, 'caption' | 'columns' | 'rows'>) {
  const { table } = useTexts();
  return (
    <button
      type="button"
      class="link no-print"
      aria-label={`${table.csv}: ${caption}`}
      onClick={() => download(`${caption}.csv`, csv(columns, rows))}
    >
      {table.csv}
    </button>
  );
}

function download(name: string, text: string): void {
  // Spreadsheets take a file for UTF-8 only with a byte order mark.
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
