import { pathToFileURL } from 'node:url';
import { built } from '../../built.js';
import { type ErrorCode, RapportError } from '../../domain/kernel/errors.js';
import type { Language } from '../../language.js';
import type { AuditRun } from './run-audit.js';

/** A part of what an audit comes to: a heading and sentences. */
export interface FindingsPart {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** The explorer's components without a browser (web/src/audit/render.tsx): what they read is what `auditRun` of the API answers. */
interface Drawing {
  readonly renderAudit: (report: DrawnReport, language: Language) => string;
  readonly findingsOf: (report: DrawnReport, language: Language) => readonly FindingsPart[];
  readonly comparisonOf: (a: DrawnReport, b: DrawnReport, language: Language) => readonly FindingsPart[];
  readonly aboutOf: (report: DrawnReport, language: Language) => readonly string[];
  readonly proofOf: (report: DrawnReport, language: Language) => AuditInWords['proof'];
  readonly shellWords: (language: Language) => ShellWords;
}
/** What the page says on its first leaf (of what, and what it comes to) and on its last. */
interface AuditInWords {
  readonly about: readonly string[];
  readonly proof: readonly (readonly [name: string, value: string, note?: string])[];
  readonly parts: readonly FindingsPart[];
}
export interface ShellWords {
  readonly drawn: (file: string) => string;
  readonly more: string;
  readonly section: string;
  readonly differing: string;
  readonly absent: string;
  readonly andMore: (count: number) => string;
  readonly refusals: Readonly<Record<ErrorCode, string>>;
}
type DrawnReport = ReturnType<typeof drawn>;

/** The audit as one page that needs nothing else: styles and charts are in it, scripts there are none, and everything told is escaped. */
export async function auditPage(run: AuditRun, recorded: string | null, language: Language): Promise<string> {
  return (await drawing()).renderAudit(drawn(run, recorded), language);
}

/** The audit in sentences, as the page has them, for the shell. `recorded`: the hash on record, if any. */
export async function auditInWords(run: AuditRun, recorded: string | null, language: Language): Promise<AuditInWords> {
  const { aboutOf, proofOf, findingsOf } = await drawing();
  const report = drawn(run, recorded);
  return { about: aboutOf(report, language), proof: proofOf(report, language), parts: findingsOf(report, language) };
}

/** What the shell says beside an audit. */
export async function shellWords(language: Language): Promise<ShellWords> {
  return (await drawing()).shellWords(language);
}

/** What is surely other in the second audit than in the first. */
export async function comparisonInWords(a: AuditRun, b: AuditRun, language: Language): Promise<readonly FindingsPart[]> {
  return (await drawing()).comparisonOf(drawn(a, null), drawn(b, null), language);
}

function drawn({ audit, report, hash, formulae, names }: AuditRun, recordedHash: string | null) {
  const { from, until, departmentIds, policy, sections } = report;
  const { auditId, position, zone, findings } = audit;
  return {
    auditId,
    position,
    findings,
    from,
    until,
    zone,
    departmentIds,
    policy,
    sections,
    hash: hash.hash,
    recordedHash,
    formulae,
    names,
  };
}

/** @throws RapportError NOT_FOUND when it was not built. */
async function drawing(): Promise<Drawing> {
  try {
    return (await import(pathToFileURL(built('web-ssr/render.js')).href)) as Drawing;
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'what draws an audit is not built', { remedy: 'Run: npm run build', cause });
  }
}
