import { type CommandEnvelope, isHistory } from './command.js';
import { illegalMove } from './refusals.js';
import { sameData } from './same-data.js';

/** How a department or team comes to its end. It may be announced: until it takes effect nothing has changed. */
export interface Ending {
  readonly as: 'MERGED' | 'SPLIT' | 'RETIRED';
  readonly effectiveAt: string;
  /** Those that go on in its place: one after a merger, the parts after a split. */
  readonly successors: readonly string[];
}
/** What may have an end; null: it was never there. */
export type Ends = { readonly ending: Ending | null } | null;

/** Whether it is there at a moment: known, and not ended by then. */
export const isThere = (what: Ends, at: string): boolean =>
  what !== null && (what.ending === null || at < what.ending.effectiveAt);

/** As which it goes on at a moment; nothing while it is there itself. */
export const goesOnAs = (what: Ends, at: string): readonly string[] =>
  what === null || what.ending === null || at < what.ending.effectiveAt ? [] : what.ending.successors;

/** The same end again; whoever does not say from when means the one that is known. */
export const isSameEnding = (
  known: Ending | null,
  { as, effectiveAt, successors }: Omit<Ending, 'effectiveAt'> & { effectiveAt?: string | undefined },
) =>
  known !== null &&
  known.as === as &&
  sameData(known.successors, successors) &&
  (effectiveAt === undefined || effectiveAt === known.effectiveAt);

/** Names one thing for a refusal. */
interface Named {
  readonly what: string;
  readonly id: string;
}

/** @throws RapportError ILLEGAL_MOVE when it has an end before the change would take effect: what it was then no longer changes. */
export function requireThere(command: CommandEnvelope, named: Named, { ending }: NonNullable<Ends>, effectiveAt: string): void {
  if (ending === null || effectiveAt < ending.effectiveAt || isHistory(command)) return;
  throw ended(named, ending);
}

/** @throws RapportError ILLEGAL_MOVE when it has an end already, be it one to come: there is one end. */
export function requireNoEnding(command: CommandEnvelope, named: Named, { ending }: NonNullable<Ends>): void {
  if (ending !== null && !isHistory(command)) throw ended(named, ending);
}

/** @throws RapportError ILLEGAL_MOVE when what is to take over is not there by then, or goes on as what it would take over. */
export function requireSuccessor(
  command: CommandEnvelope,
  named: Named,
  successor: Ends,
  origin: string,
  effectiveAt: string,
): void {
  const ending = successor?.ending;
  if (!ending || isHistory(command)) return;
  if (!isThere(successor, effectiveAt) || ending.successors.includes(origin)) throw ended(named, ending);
}

function ended({ what, id }: Named, { as, effectiveAt, successors }: Ending) {
  const goesOn = successors.length === 0 ? '' : ` and goes on as ${successors.join(', ')}`;
  const remedy = successors.length === 0 ? `Name a ${what} that is there.` : `Use ${successors.join(' or ')} instead.`;
  return illegalMove(what, id, `is ${as} from ${effectiveAt} on${goesOn}`, remedy);
}
