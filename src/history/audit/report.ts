import { createHash } from 'node:crypto';
import type { Policy } from '../../measures/policy.js';
import { canonicalJson } from '../../domain/kernel/same-data.js';
import type { Preparation } from '../../queries/view-reader.js';
import type { AuditScope } from './scope.js';
import { type SectionName, type Sections, SECTIONS } from './sections.js';

/** The content of an audit. It holds no position or stream name, so the same events in another log yield the same report. */
export interface AuditReport {
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** The audited departments; null for all. */
  readonly departmentIds: readonly string[] | null;
  readonly policy: Policy;
  readonly sections: Sections;
}
/** SHA-256 (hexadecimal) of the canonical JSON of the whole report and of each section. */
export interface ReportHash {
  readonly hash: string;
  readonly sections: Readonly<Record<SectionName, string>>;
}

/** Callbacks and the abort signal of a running computation. */
export interface AuditWatch extends Preparation {
  /** Called before each section; `done` of `all` sections are finished. */
  readonly onSection?: (next: SectionName, done: number, all: number) => void;
}

/**
 * Computes the sections one after another from the views in the scope. Deterministic: reads no clock and draws no random
 * numbers.
 */
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

/** SHA-256 of the report and of each section, as JSON with sorted keys: the same report has the same hash on every machine. */
export function hashOf(report: AuditReport): ReportHash {
  const sections = Object.entries(report.sections).map(([name, section]) => [name, sha256(section)]);
  return { hash: sha256(report), sections: Object.fromEntries(sections) as Record<SectionName, string> };
}

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const DECIMALS = 6;

/**
 * Rounds fractions to six decimals: the last digits of powers and square roots may differ between machines, and carry no
 * meaning.
 */
export function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
    typeof item === 'number' && !Number.isInteger(item) ? Number(item.toFixed(DECIMALS)) : item,
  ) as T;
}
