import type { Ask } from '../../queries/ask.js';
import { type Days, justBefore } from '../../queries/days.js';
import type { Policy } from '../../measures/policy.js';
import type { Identities } from '../../queries/identity/identities.js';
import type { ViewReader } from '../../queries/view-reader.js';

/** The subject of an audit and the sources that its sections read. */
export interface AuditScope {
  /** The views as of the pinned position. */
  readonly reader: ViewReader;
  readonly ask: Ask;
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** The audited departments, sorted. */
  readonly departmentIds: readonly string[];
  /** Whether all departments are audited; only then are sums over everybody about the audited ones. */
  readonly isWhole: boolean;
  readonly policy: Policy;
  /**
   * The department and team mergers in effect, as far as the log knew, at the end of the period. They decide what a
   * department's numbers cover.
   */
  readonly identities: Identities;
  /** The organisation's calendar days in its time zone. */
  readonly days: Days;
}

/** The last moment of the period. */
export const lastMoment = ({ until }: Pick<AuditScope, 'until'>): string => justBefore(until);

/** A number for the whole hospital and one for each department. */
export interface WholeAndDepartments<T> {
  /** Null when only some departments are audited: sums over all departments would then be about others. */
  readonly whole: T | null;
  readonly departments: Readonly<Record<string, T>>;
}

/**
 * Asks the same question for the whole hospital and for each department. Sequential, so that an audit does not slow down other
 * callers.
 */
export async function askOfWholeAndDepartments<T>(
  { isWhole, departmentIds }: AuditScope,
  ask: (departmentId: string | undefined) => Promise<T>,
): Promise<WholeAndDepartments<T>> {
  return { whole: isWhole ? await ask(undefined) : null, departments: await askOfEach(departmentIds, ask) };
}

/** Asks the same question for each id, sequentially; returns the answers by id. */
export async function askOfEach<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<Record<string, T>> {
  const answers: [string, T][] = [];
  for (const id of ids) answers.push([id, await ask(id)]);
  return Object.fromEntries(answers);
}
