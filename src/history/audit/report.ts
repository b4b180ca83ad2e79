import { createHash } from 'node:crypto';
import type { Policy } from '../../measures/policy.js';
import { canonicalJson } from '../../domain/kernel/same-data.js';
import type { Preparation } from '../../queries/view-reader.js';
import type { AuditScope } from './scope.js';
import { type SectionName, type Sections, SECTIONS } from './sections.js';

/** What an audit says. Nothing of where it is stored: the same events in another log make the same report. */
export interface AuditReport {
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** The departments audited; null: all. */
  readonly departmentIds: readonly string[] | null;
  readonly policy: Policy;
  readonly sections: Sections;
}
/** SHA-256, hexadecimal, of the canonical JSON of the whole and of each section. */
export interface ReportHash {
  readonly hash: string;
  readonly sections: Readonly<Record<SectionName, string>>;
}

/** How an audit is computed, and what is told to whoever waits for it. */
export interface AuditWatch extends Preparation {
  /** This section is next: `done` of `all` are finished. */
  readonly onSection?: (next: SectionName, done: number, all: number) => void;
}

/** Computes the sections one after another, from nothing but the views in the scope: no clock, no chance. */
export async function reportOf(scope: AuditScope, { onSection, signal }: AuditWatch = {}): Promise<AuditReport> {
  const names = Object.keys(SECTIONS) as SectionName[];
  const sections: [SectionName, unknown][] = [];
  for (const [done, name] of names.entries()) {
    signal?.throwIfAborted();
    onSection?.(name, done, names.length);
    sections.push([name, rounded(await SECTIONS[name](scope))]);
  }
  const { from, until, departmentIds, isWhole, policy } = scope;
  return {
    from,
    until,
    departmentIds: isWhole ? null : departmentIds,
    policy,
    sections: Object.fromEntries(sections) as unknown as Sections,
  };
}

/** SHA-256 of the report, and of each section, as JSON with its keys in order: the same report has the same hash on every machine. */
export function hashOf(report: AuditReport): ReportHash {
  const sections = Object.entries(report.sections).map(([name, section]) => [name, sha256(section)]);
  return { hash: sha256(report), sections: Object.fromEntries(sections) as Record<SectionName, string> };
}

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const DECIMALS = 6;

/**
 * The same with its fractions to six decimals: powers and square roots may differ in their last digit from one machine to another, and
 * nobody reads further.
 */
export function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
    typeof item === 'number' && !Number.isInteger(item) ? Number(item.toFixed(DECIMALS)) : item,
  ) as T;
}
