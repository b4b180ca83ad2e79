import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Command } from '../../domain/kernel/command.js';
import { canonicalJson } from '../../domain/kernel/same-data.js';
import type { Mapping } from '../mapping/mapping.js';
import { buildCommand } from '../plan/row-commands.js';
import type { ReportBuilder } from '../report/report-builder.js';

const LONGEST_NAME = 200;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What an import was made of. */
export interface ImportedThing {
  readonly file: string;
  /** SHA-256 of the table's bytes, hexadecimal. */
  readonly contentHash: string;
  readonly mapping: Mapping;
  /** In which times without one were read. */
  readonly zone: string | undefined;
}

/**
 * The command that puts a finished import on record. The run's id follows from content, mapping and zone: the same import is the same run,
 * and a file that has grown is another.
 * @param now the present moment, UTC
 */
export function recordRun(
  { file, contentHash, mapping, zone }: ImportedThing,
  facts: ReturnType<ReportBuilder['facts']>,
  now: string,
): Command {
  const mappingHash = sha256(canonicalJson(mapping));
  const runId = sha256([contentHash, mappingHash, zone ?? ''].join('\n')).slice(0, 32);
  const { system } = mapping.source;
  const name = path.basename(file).slice(-LONGEST_NAME);
  const values = { runId, file: name, contentHash, mapping: mapping.name, mappingHash, system, zone, ...facts };
  const envelope = {
    commandId: `import:${runId}`,
    occurredAt: now,
    actor: { kind: 'IMPORT', ref: system },
    importedFrom: { system, externalId: runId, fidelity: mapping.fidelity },
  } as const;
  // The first moment that it tells of has been believed by its row.
  return buildCommand('RecordImportRun', values, envelope, facts.earliest);
}
