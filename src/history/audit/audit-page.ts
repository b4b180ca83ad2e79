import { pathToFileURL } from 'node:url';
import { built } from '../../built.js';
import { type ErrorCode, RapportError } from '../../domain/kernel/errors.js';
import type { Language } from '../../language.js';
import type { AuditRun } from './run-audit.js';

/** One part of an audit's findings: a heading and its sentences. */
export interface FindingsPart {
  readonly heading: string;
  readonly sentences: readonly string[];
}

/**
 * The explorer's components, rendered without a browser (web/src/audit/render.tsx). They read the shape that the API's
 * `auditRun` returns.
 */
interface Drawing {
  readonly renderAudit: (report: DrawnReport, language: Language) => string;
  readonly findingsOf: (report: DrawnReport, language: Language) => readonly FindingsPart[];
  readonly comparisonOf: (a: DrawnReport, b: DrawnReport, language: Language) => readonly FindingsPart[];
  readonly aboutOf: (report: DrawnReport, language: Language) => readonly string[];
  readonly proofOf: (report: DrawnReport, language: Language) => AuditInWords['proof'];
  readonly shellWords: (language: Language) => ShellWords;
}
/** The words of the page's cover (its subject and findings) and of its last section (hashes and versions). */
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

/**
 * Renders the audit as one self-contained HTML page: styles and charts are inline, there are no scripts, and all values are
 * escaped.
 */
export async function auditPage(run: AuditRun, recorded: string | null, language: Language): Promise<string> {
  return (await drawing()).renderAudit(drawn(run, recorded), language);
}

/** The page's findings as sentences, for the shell. `recorded`: the hash on record, if any. */
export async function auditInWords(run: AuditRun, recorded: string | null, language: Language): Promise<AuditInWords> {
  const { aboutOf, proofOf, findingsOf } = await drawing();
  const report = drawn(run, recorded);
  return { about: aboutOf(report, language), proof: proofOf(report, language), parts: findingsOf(report, language) };
}

/** The catalogue of texts that the shell prints around an audit. */
export async function shellWords(language: Language): Promise<ShellWords> {
  return (await drawing()).shellWords(language);
}

/** The differences between two audits that are beyond chance, in sentences. */
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

/** @throws RapportError NOT_FOUND when the web bundle has not been built */
async function drawing(): Promise<Drawing> {
  try {
    return (await import(pathToFileURL(built('web-ssr/render.js')).href)) as Drawing;
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'the program that draws audits is not built', { remedy: 'Run: npm run build', cause });
  }
}
