import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './new-folder.js';
import { inProject } from './program.js';
import { sized } from './size.js';

/** The full UCI 498 export (DOI 10.24432/C57S4H), if present. It is not ours, so it is not committed. */
const UCI = process.env['BENCH_UCI_ZIP'] ?? inProject('../shared/data/uci498-incident-event-log.zip');
const EXAMPLE = inProject('examples/hospital-incidents.csv');
const COPIES = sized(200, 5);

export interface ExportFile {
  readonly file: string;
  readonly mapping: string;
  readonly name: string;
}

/** The file to import: the real export, or many copies of the synthetic example, each with its own record numbers. */
export function exportFile(): ExportFile {
  if (existsSync(UCI) && sized(1, 0)) return { file: UCI, mapping: 'uci498-incidents', name: 'UCI 498, full' };
  const [header, ...rows] = readFileSync(EXAMPLE, 'utf8').trimEnd().split('\n');
  const file = join(newFolder(), 'export.csv');
  // The record number is the first column.
  const copies = Array.from({ length: COPIES }, (_, copy) => rows.map((row) => row.replace(',', `-${copy},`)));
  writeFileSync(file, `${[header, ...copies.flat()].join('\n')}\n`);
  return { file, mapping: 'hospital-incidents', name: `the made-up example ${COPIES} times` };
}
