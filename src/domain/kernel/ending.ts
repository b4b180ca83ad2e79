import { type Aggregate, type CommandEnvelope, isHistory } from './command.js';
import type { References, StreamKey } from './decider.js';
import { illegalMove, notFound } from './errors.js';
import { over } from './moves.js';
import { sameData } from './same-data.js';

/** The end of a department or team. It may be announced in advance: nothing changes until it takes effect. */
export interface Ending {
  readonly as: 'MERGED' | 'SPLIT' | 'RETIRED';
  readonly effectiveAt: string;
  /** Its successors: one after a merger, the parts after a split. */
  readonly successors: readonly string[];
  readonly reason?: string | undefined;
}
/** An aggregate that may end; null: it never existed. */
export type Ends = { readonly ending: Ending | null } | null;

/** Whether it exists at a moment: registered, and not ended by then. */
export const isThere = (what: Ends, at: string): boolean =>
  what !== null && (what.ending === null || at < what.ending.effectiveAt);

/** Its successors at a moment; none while it has not ended. */
export const goesOnAs = (what: Ends, at: string): readonly string[] =>
  what === null || what.ending === null || at < what.ending.effectiveAt ? [] : what.ending.successors;

/** Whether an ending repeats the recorded one: same kind, successors and reason, and the same moment unless none was given. */
export const isSameEnding = (
  recorded: Ending | null,
  { as, effectiveAt, successors, reason }: Omit<Ending, 'effectiveAt'> & { effectiveAt?: string | undefined },
) =>
  recorded !== null &&
  recorded.as === as &&
  recorded.reason === reason &&
  sameData(recorded.successors, successors) &&
  (effectiveAt === undefined || effectiveAt === recorded.effectiveAt);

/**
 * The streams of the given aggregates and of all their successors, at whatever time: what a merger into them has to know.
 * Follows only the successors that are in `references`.
 */
export function successorStreams(
  aggregate: Aggregate,
  ids: readonly string[],
  references: References,
): Readonly<Record<string, StreamKey>> {
  const streams: Record<string, StreamKey> = {};
  const ahead = [...ids];
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    const name = `${aggregate}-${id}`;
    if (Object.hasOwn(streams, name)) continue;
    streams[name] = { aggregate, key: id };
    ahead.push(...((references[name] as Ends | undefined)?.ending?.successors ?? []));
  }
  return streams;
}

/** The aggregate that a refusal is about, and the field that names it. */
interface Named {
  readonly field: string;
  readonly what: Aggregate;
  readonly id: string;
}

/**
 * Checks, with their refusals, for aggregates that may end: departments and teams. `id` is the id of the checked aggregate.
 * History (`isHistory`) may record anything about an ended one.
 */
export const endingChecks = <S extends NonNullable<Ends>>(what: Aggregate) => ({
  /**
   * The state of an aggregate that exists or existed.
   * @throws RapportError NOT_FOUND
   */
  requireRegistered(id: string, state: S | null): S {
    if (!state) throw notFound(`${what}Id`, what, id, 'Register it first, or correct the id.');
    return state;
  },

  /**
   * @throws RapportError NOT_FOUND; ILLEGAL_MOVE when it ends before the change would take effect: its past can no longer be
   * changed
   */
  requireThere(command: CommandEnvelope, id: string, state: S | null, effectiveAt: string): void {
    const { ending } = this.requireRegistered(id, state);
    if (ending === null || effectiveAt < ending.effectiveAt || isHistory(command)) return;
    throw ended({ what, id, field: `${what}Id` }, ending);
  },

  /** @throws RapportError NOT_FOUND; ILLEGAL_MOVE when it already has an end, even one in the future: there is only one end */
  requireNoEnding(command: CommandEnvelope, id: string, state: S | null): void {
    const { ending } = this.requireRegistered(id, state);
    if (ending !== null && !isHistory(command)) throw ended({ what, id, field: `${what}Id` }, ending);
  },

  /**
   * @param field names the successor
   * @param references the successor `id` and all its own successors, by stream
   * @throws RapportError ILLEGAL_MOVE when the successor does not exist by then; or when `origin` is among its own successors,
   * directly or through others, now or later
   */
  requireSuccessor(
    command: CommandEnvelope,
    field: string,
    id: string,
    references: References,
    origin: string,
    effectiveAt: string,
  ): void {
    const successor = references[`${what}-${id}`] as Ends | undefined;
    const ending = successor?.ending;
    if (!ending) return;
    if (!isThere(successor, effectiveAt) && !isHistory(command)) throw ended({ what, id, field }, ending);
    if (Object.hasOwn(successorStreams(what, [id], references), `${what}-${origin}`)) throw ended({ what, id, field }, ending);
  },
});

function ended({ field, what, id }: Named, { as, effectiveAt, successors, reason }: Ending) {
  const because = reason === undefined ? '' : ` (reason: ${reason})`;
  const goesOn = successors.length === 0 ? '' : ` and continues as ${successors.join(', ')}`;
  const remedy =
    successors.length === 0 ? `Name a ${what} that exists at that moment.` : `Use ${successors.join(' or ')} instead.`;
  const reasons = successors.length === 0 ? [] : [{ code: 'GOES_ON_AS', parameters: { ids: successors } } as const];
  return illegalMove(field, what, id, `is ${as} from ${effectiveAt} on${because}${goesOn}`, remedy, [
    over(effectiveAt),
    ...reasons,
  ]);
}
