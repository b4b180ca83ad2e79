import type { Command } from '../../domain/kernel/command.js';
import { HISTORY_MOVES } from '../../domain/ticket/fields.js';
import { type KnownCommand, type OnRecord, teamOf } from './known-record.js';
import type { StoryEvent } from './whole-story.js';

/** A move on record that happened at another moment; at the same one: after what is told of that moment before it. */
export interface Moved {
  readonly type: string;
  /** Of an assignment. */
  readonly teamId: string | undefined;
  readonly was: string;
  readonly at: string;
}

/** What has to be told so that the log says what the whole story says. */
export interface Difference {
  /** What had only seemed to happen. */
  readonly withdrawn: readonly Omit<Moved, 'was'>[];
  /** In the order of the story: a command that tells what is not on record, or what is on record and has its place there. */
  readonly told: readonly (Command | Moved)[];
  /** Of commands that are on record, under which. */
  readonly known: ReadonlyMap<Command, KnownCommand>;
}

/** Compares a record's whole story with what the log has of it. `isOfRecord`: the record's own rows told it; nothing else is corrected. */
export function storyDifference(
  story: readonly StoryEvent[],
  onRecord: readonly OnRecord[],
  isOfRecord: (command: KnownCommand) => boolean,
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
  match((one, other) => isMove(one.type) && isOfRecord(other.command));
  const known = new Map<Command, KnownCommand>();
  const told: (Command | Moved)[] = [];
  /** The moment of what was told last of who holds it, of where it stands, of what it is about. */
  const moments = new Map<string, string>();
  for (const one of story) {
    const { type, at, command } = one;
    const other = matched.get(one);
    if (other === undefined) {
      if (command === undefined || told.at(-1) === command) continue;
      told.push(command);
      moments.set(kindOf(type), at);
    } else {
      if (command !== undefined) known.set(command, other.command);
      const isAfterNews = moments.get(kindOf(type)) === at && type !== 'TicketLogged';
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

/** What else than its moment a move says that a correction does not change: to which team, for what it waits. */
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
/** Of two of one moment the last one counts, and can only be told again. */
const CHANGES: ReadonlySet<string> = new Set(['TicketCategorised', 'TicketPrioritised']);
