import type { Ask } from '../../queries/ask.js';
import { type Days, justBefore } from '../../queries/days.js';
import type { Policy } from '../../measures/policy.js';
import type { Identities } from '../../queries/identity/identities.js';
import type { ViewReader } from '../../queries/view-reader.js';

/** What an audit is about, and what its sections read. */
export interface AuditScope {
  /** The views as the log up to the pinned position makes them. */
  readonly reader: ViewReader;
  readonly ask: Ask;
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** Sorted: the departments audited. */
  readonly departmentIds: readonly string[];
  /** All departments are audited, so that sums over everybody are about them. */
  readonly isWhole: boolean;
  readonly policy: Policy;
  /** Who had become one with whom by the period's last moment, as far as the log knew: what a question about a department covers. */
  readonly identities: Identities;
  /** The organisation's days, by the clocks of its zone. */
  readonly days: Days;
}

/** The last moment of the period. */
export const lastMoment = ({ until }: Pick<AuditScope, 'until'>): string => justBefore(until);

/** A number for the hospital and for each department. */
export interface WholeAndDepartments<T> {
  /** Null when only some departments are audited: sums over all of them are not kept. */
  readonly whole: T | null;
  readonly departments: Readonly<Record<string, T>>;
}

/** Asks the same of the whole hospital and of each department, one after another: an audit is in no hurry, its neighbours may be. */
export async function askOfWholeAndDepartments<T>(
  { isWhole, departmentIds }: AuditScope,
  ask: (departmentId: string | undefined) => Promise<T>,
): Promise<WholeAndDepartments<T>> {
  return { whole: isWhole ? await ask(undefined) : null, departments: await askOfEach(departmentIds, ask) };
}

/** Asks the same of each, one after another, by id. */
export async function askOfEach<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<Record<string, T>> {
  const answers: [string, T][] = [];
  for (const id of ids) answers.push([id, await ask(id)]);
  return Object.fromEntries(answers);
}
