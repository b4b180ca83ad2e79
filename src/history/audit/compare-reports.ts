import type { AuditReport } from './report.js';
import { type SectionName, SECTIONS } from './sections.js';

export interface Difference {
  /** The path below the section: `departments.surgery.late`. A department's id has no dot; a relationship's id has one. */
  readonly path: string;
  /** Undefined where the first report has no value at the path; likewise `b` for the second. */
  readonly a: unknown;
  readonly b: unknown;
}
export interface SectionComparison {
  readonly section: SectionName;
  readonly same: boolean;
  readonly differences: readonly Difference[];
}

/** Compares two reports section by section, value by value. */
export const compareReports = (a: AuditReport, b: AuditReport): readonly SectionComparison[] =>
  (Object.keys(SECTIONS) as SectionName[]).map((section) => {
    const differences = [...differencesOf(a.sections[section], b.sections[section], '')];
    return { section, same: differences.length === 0, differences };
  });

function* differencesOf(a: unknown, b: unknown, path: string): Iterable<Difference> {
  if (!isTree(a) || !isTree(b)) {
    if (a !== b) yield { path, a, b };
    return;
  }
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  for (const name of names) yield* differencesOf(ownValue(a, name), ownValue(b, name), path === '' ? name : `${path}.${name}`);
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const ownValue = (tree: Tree, name: string): unknown => (Object.hasOwn(tree, name) ? tree[name] : undefined);
