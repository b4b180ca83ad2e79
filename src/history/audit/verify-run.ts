import type { AuditRun } from './run-audit.js';
import type { SectionName } from './sections.js';

/** A run held against the one on record. */
export interface Verification {
  /** What the first run came to; null: none is on record. */
  readonly recorded: string | null;
  readonly recomputed: string;
  /** Null: there is nothing to compare with. */
  readonly same: boolean | null;
  /** The sections that came to something else. */
  readonly different: readonly SectionName[];
  /** What computed it now and not then, and the other way round: `- name@1`, `+ name@2`. A reason for a difference that is no defect. */
  readonly formulaeChanged: readonly string[];
}

export function verificationOf({ audit: { run }, hash: { hash, sections }, formulae }: AuditRun): Verification {
  if (run === null) return { recorded: null, recomputed: hash, same: null, different: [], formulaeChanged: [] };
  const before = new Map(run.sections.map((one) => [one.section, one.hash]));
  return {
    recorded: run.hash,
    recomputed: hash,
    same: run.hash === hash,
    different: (Object.keys(sections) as SectionName[]).filter((name) => before.get(name) !== sections[name]),
    formulaeChanged: [
      ...run.formulae.filter((one) => !formulae.includes(one)).map((one) => `- ${one}`),
      ...formulae.filter((one) => !run.formulae.includes(one)).map((one) => `+ ${one}`),
    ],
  };
}
