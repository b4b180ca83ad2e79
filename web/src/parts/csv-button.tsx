import type { CombinedError } from '@urql/core';
import { useState } from 'preact/hooks';
import { Failure } from '../shell/asked.js';
import type { Listed } from '../shell/paged.js';
import { useTexts } from '../shell/texts.js';
import { csv } from './csv.js';
import type { Column } from './table.js';

interface CsvButtonProps<Row> extends Omit<Listed<Row>, 'more'> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
}

/** Saves a table as a CSV file: all rows, or, where there is no way to the others, the shown ones, which label and file name say. */
export function CsvButton<Row>({ caption, columns, rows, total = rows.length, all }: CsvButtonProps<Row>) {
  const { table } = useTexts();
  const [arrived, setArrived] = useState<number>();
  const [error, setError] = useState<CombinedError>();
  const isPart = total > rows.length && !all;
  const saveAll = (): void => {
    setError(undefined);
    setArrived(0);
    all!(setArrived)
      .then((every) => download(`${caption}.csv`, csv(columns, every)), setError)
      .finally(() => setArrived(undefined));
  };
  const words = isPart ? table.csvOfPart(rows.length) : total > rows.length ? table.csvOfAll(total) : table.csv;
  return (
    <>
      <button
        type="button"
        class="link no-print"
        aria-label={`${words}: ${caption}`}
        aria-busy={arrived !== undefined}
        disabled={arrived !== undefined}
        onClick={
          all ? saveAll : () => download(`${caption}${isPart ? ` (${table.onlyRows(rows.length)})` : ''}.csv`, csv(columns, rows))
        }
      >
        {arrived === undefined ? words : table.of(arrived, total)}
      </button>
      {error && <Failure error={error} />}
    </>
  );
}

function download(name: string, text: string): void {
  // Spreadsheets recognise UTF-8 only by a byte order mark.
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
