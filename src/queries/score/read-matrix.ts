import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { matrixRow, type MatrixRow, ScoreMatrix } from './score-matrix.js';

/** Takes the tallies of every relationship into memory, in the order of their ids. */
export async function readMatrix(reader: ViewReader): Promise<ScoreMatrix> {
  const rows: MatrixRow[] = [];
  for await (const document of readAll<RelationshipDocument>(reader, { view: 'relationship', filter: {} })) {
    rows.push(matrixRow(document));
  }
  return new ScoreMatrix(rows);
}
