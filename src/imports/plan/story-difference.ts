import type { Command } from '../../domain/kernel/command.js';
import { HISTORY_MOVES } from '../../domain/ticket/fields.js';
import { type PriorCommand, type OnRecord, teamOf } from './prior-record.js';
import type { StoryEvent } from './whole-story.js';

/**
 * A recorded move that happened at another moment. At the same moment: it comes after what is recorded before it at that
 * moment.
 */
export interface Moved {
  readonly type: string;
  /** For an assignment: the team. */
  readonly teamId: string | undefined;
  readonly was: string;
  readonly at: string;
}

/** The changes that make the log match the whole story. */
export interface Difference {
  /** Recorded moves that did not happen. */
  readonly withdrawn: readonly Omit<Moved, 'was'>[];
  /** In story order: commands for events that are missing from the log, and recorded moves with their new position. */
  readonly told: readonly (Command | Moved)[];
  /** Commands already on record, with the recorded command. */
  readonly known: ReadonlyMap<Command, PriorCommand>;
}

/**
 * Compares a record's whole story with its recorded events. `isOfRecord`: whether the record's own rows caused a command;
 * only those are corrected.
 */
export function storyDifference(
  story: readonly StoryEvent[],
  onRecord: readonly OnRecord[],
  isOfRecord: (command: PriorCommand) => boolean,
): Difference {
  const left = new Set(onRecord);
  const matched = new Map<StoryEvent, OnRecord>();
  const match = (fits: (one: StoryEvent, other: OnRecord) => boolean) => {
    for (const one of story) {
      if (matched.has(one)) continue;
      for (const other of left) {
        if (other.type !== one.type || saidOf(other.type, other.event.data) !== saidOf(one.type, one.data) || !fits(one, other))
          continue;
        left.delete(other);
        matched.set(one, other);
        break;
      }
    }
  };
  match((one, other) => one.at === other.at && one.command?.commandId === other.command.id);
  match((one, other) => one.at === other.at);
  // A recorded move whose moment has another of the same content is not moved but withdrawn: until it moves, that one would be
  // refused as already so, and lost.
  const isInTheWay = (other: OnRecord) =>
    story.some(
      (one) =>
        !matched.has(one) &&
        one.at === other.at &&
        one.type !== other.type &&
        kindOf(one.type) === kindOf(other.type) &&
        saidOf(one.type, one.data) === saidOf(other.type, other.event.data),
    );
  match((one, other) => isMove(one.type) && isOfRecord(other.command) && !(kindOf(one.type) === 'HOLDER' && isInTheWay(other)));
  const known = new Map<Command, PriorCommand>();
  const told: (Command | Moved)[] = [];
  /** By aspect (holder, state, category, priority): the moment of the latest entry in `told`. */
  const moments = new Map<string, string>();
  const lastNews = new Map(story.flatMap((one, i) => (matched.has(one) ? [] : [[kindOf(one.type), i] as const])));
  for (const [i, one] of story.entries()) {
    const { type, at, command } = one;
    const other = matched.get(one);
    if (other === undefined) {
      if (command === undefined || told.at(-1) === command) continue;
      told.push(command);
      moments.set(kindOf(type), at);
    } else {
      if (command !== undefined) known.set(command, other.command);
      // What stands between two that are told is placed between them, or the second would be refused as already so.
      const isBetween = moments.has(kindOf(type)) && i < (lastNews.get(kindOf(type)) ?? 0);
      const isAfterNews = isBetween || (moments.get(kindOf(type)) === at && type !== 'TicketLogged');
      if (isMove(type)) {
        if (other.at === at && !isAfterNews) continue;
        told.push({ type, teamId: teamOf(one.data), was: other.at, at });
        moments.set(kindOf(type), at);
      } else if (isAfterNews && command !== undefined && CHANGES.has(type)) told.push(command);
    }
  }
  const withdrawn = [...left]
    .filter(({ type, command }) => isMove(type) && type !== 'TicketLogged' && isOfRecord(command))
    .map(({ type, at, event }) => ({ type, teamId: teamOf(event.data), at }));
  return { withdrawn, told, known };
}

/** The content of a move that a correction cannot change: the team, or the reason for a hold. */
const saidOf = (type: string, data: object): string | undefined =>
  type === 'TicketPlacedOnHold' ? (data as { readonly reason: string }).reason : teamOf(data);

const MOVES: ReadonlySet<string> = new Set(HISTORY_MOVES);
const KINDS: Readonly<Record<string, string>> = {
  TicketAssigned: 'HOLDER',
  TicketReassigned: 'HOLDER',
  TicketUnassigned: 'HOLDER',
  TicketCategorised: 'CATEGORY',
  TicketPrioritised: 'PRIORITY',
};
const kindOf = (type: string): string => KINDS[type] ?? 'STATE';
const isMove = (type: string): boolean => MOVES.has(type);
/** Changes whose last value at a moment counts. They cannot be moved, so they are recorded again. */
const CHANGES: ReadonlySet<string> = new Set(['TicketCategorised', 'TicketPrioritised']);
