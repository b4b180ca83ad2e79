import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { CommandIo } from '../../app/owner/command-io.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { auditInWords, auditPage, type FindingsPart, shellWords } from '../../history/audit/audit-page.js';
import type { AuditRun } from '../../history/audit/run-audit.js';
import type { PinnedAudit } from '../../queries/audits.js';
import { Days } from '../../queries/days.js';
import type { ShowOptions } from '../commands/audit.js';
import { printJson, printLine } from '../print.js';
import { PROGRESS_WORDS } from './progress.js';

/** To be called before anything is computed or recorded. @throws RapportError INVALID_FILE when the folder is not writable */
export async function requireWritable(file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch(refuse(file));
}

/** @throws RapportError INVALID_FILE */
async function writeReport(file: string, page: string): Promise<void> {
  await writeFile(file, page).catch(refuse(file));
}

const refuse = (file: string) => (cause: Error) => {
  throw new RapportError('INVALID_FILE', `The report cannot be written to ${file}: ${cause.message}`, {
    field: 'html',
    remedy: 'Name a writable file in an existing folder.',
    cause,
  });
};

/** Prints an audit and, with `html`, writes its report. `recorded`: the hash of the first run, null when none is on record. */
export async function printRun(
  run: AuditRun,
  recorded: string | null,
  { html, json, lang = 'en' }: ShowOptions,
  io: CommandIo,
): Promise<void> {
  if (html !== undefined) {
    io.progress(PROGRESS_WORDS[lang].drawing);
    await writeReport(resolve(io.cwd, html), await auditPage(run, recorded, lang));
  }
  if (json) printJson(io, jsonOf(run, recorded));
  else {
    const { about, proof, parts } = await auditInWords(run, recorded, lang);
    for (const sentence of about) printLine(io, sentence);
    printParts(parts, io);
    const width = Math.max(...proof.map(([name]) => name.length));
    for (const [name, ...told] of proof) printLine(io, `  ${name.padEnd(width)}  ${told.join(' ')}`);
    printLine(io);
    const { drawn, more } = await shellWords(lang);
    printLine(io, html === undefined ? more : drawn(html));
  }
}

function jsonOf({ audit, report, hash, formulae }: AuditRun, recorded: string | null) {
  const { from, until: to, departmentIds: departments, policy, sections } = report;
  return {
    id: audit.auditId,
    position: audit.position,
    from,
    to,
    zone: audit.zone,
    departments,
    policy,
    hash: hash.hash,
    recorded,
    formulae,
    sectionHashes: hash.sections,
    findings: audit.findings,
    sections,
  };
}

/** The audit's period as days in the audit's zone. */
export function periodOf({ from, until, zone }: PinnedAudit): string {
  const days = new Days(zone);
  return `${days.bound(from)} – ${days.bound(until)}`;
}

/** Prints the findings, as the first page of the report shows them. */
export function printParts(parts: readonly FindingsPart[], io: CommandIo): void {
  for (const { heading, sentences } of parts) {
    printLine(io);
    printLine(io, heading);
    for (const sentence of sentences) printLine(io, `  - ${sentence}`);
  }
  printLine(io);
}
