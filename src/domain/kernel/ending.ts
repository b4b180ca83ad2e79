import { type Aggregate, type CommandEnvelope, isHistory } from './command.js';
import type { References, StreamKey } from './decider.js';
import { illegalMove, notFound } from './errors.js';
import { over } from './moves.js';
import { sameData } from './same-data.js';

/** How a department or team comes to its end. It may be announced: until it takes effect nothing has changed. */
export interface Ending {
  readonly as: 'MERGED' | 'SPLIT' | 'RETIRED';
  readonly effectiveAt: string;
  /** Those that go on in its place: one after a merger, the parts after a split. */
  readonly successors: readonly string[];
  readonly reason?: string | undefined;
}
/** What may have an end; null: it was never there. */
export type Ends = { readonly ending: Ending | null } | null;

/** Whether it is there at a moment: known, and not ended by then. */
export const isThere = (what: Ends, at: string): boolean =>
  what !== null && (what.ending === null || at < what.ending.effectiveAt);

/** As which it goes on at a moment; nothing while it is there itself. */
export const goesOnAs = (what: Ends, at: string): readonly string[] =>
  what === null || what.ending === null || at < what.ending.effectiveAt ? [] : what.ending.successors;

/** The same end again, for the same reason; whoever does not say from when means the one that is known. */
export const isSameEnding = (
  recorded: Ending | null,
  { as, effectiveAt, successors, reason }: Omit<Ending, 'effectiveAt'> & { effectiveAt?: string | undefined },
) =>
  recorded !== null &&
  recorded.as === as &&
  recorded.reason === reason &&
  sameData(recorded.successors, successors) &&
  (effectiveAt === undefined || effectiveAt === recorded.effectiveAt);

/** The streams of all that goes on, at whatever time, as one of these: what a merger into them has to know. As far as `references` lead. */
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

/** Names one thing for a refusal, and the field that does. */
interface Named {
  readonly field: string;
  readonly what: Aggregate;
  readonly id: string;
}

/**
 * The checks that all things of a kind share which may end, departments or teams, and their refusals. `id` names the thing that is checked;
 * history (`isHistory`) may say of what has ended what it likes.
 */
export const endingChecks = <S extends NonNullable<Ends>>(what: Aggregate) => ({
  /** The state of what is there, or was. @throws RapportError NOT_FOUND */
  requireRegistered(id: string, state: S | null): S {
    if (!state) throw notFound(`${what}Id`, what, id, 'Register it first, or correct the id.');
    return state;
  },

  /** @throws RapportError NOT_FOUND; ILLEGAL_MOVE when it has an end before the change would take effect: what it was then no longer changes. */
  requireThere(command: CommandEnvelope, id: string, state: S | null, effectiveAt: string): void {
    const { ending } = this.requireRegistered(id, state);
    if (ending === null || effectiveAt < ending.effectiveAt || isHistory(command)) return;
    throw ended({ what, id, field: `${what}Id` }, ending);
  },

  /** @throws RapportError NOT_FOUND; ILLEGAL_MOVE when it has an end already, be it one to come: there is one end. */
  requireNoEnding(command: CommandEnvelope, id: string, state: S | null): void {
    const { ending } = this.requireRegistered(id, state);
    if (ending !== null && !isHistory(command)) throw ended({ what, id, field: `${what}Id` }, ending);
  },

  /**
   * @param field the one that names the successor
   * @param references all that goes on as the successor `id` in turn, by stream
   * @throws RapportError ILLEGAL_MOVE when what is to take over is not there by then, or goes on, over whatever others and be it later, as the
   * `origin` that it would take over.
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
  const goesOn = successors.length === 0 ? '' : ` and goes on as ${successors.join(', ')}`;
  const remedy = successors.length === 0 ? `Name a ${what} that is there.` : `Use ${successors.join(' or ')} instead.`;
  const reasons = successors.length === 0 ? [] : [{ code: 'GOES_ON_AS', parameters: { ids: successors } } as const];
  return illegalMove(field, what, id, `is ${as} from ${effectiveAt} on${because}${goesOn}`, remedy, [
    over(effectiveAt),
    ...reasons,
  ]);
}
