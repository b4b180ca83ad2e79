import type { Command, HeldBack } from '../../domain/kernel/command.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { TicketAggregate } from '../../domain/ticket/state.js';
import type { TicketStateName } from '../mapping/mapping.js';
import { cutWords } from './command-catalog.js';
import { heldBack } from './first-rows.js';
import type { Notice } from './planned-row.js';
import { isOtherAnswer, type PriorCommand } from './prior-record.js';
import type { RecordContext, Telling } from './record-context.js';
import type { Story } from './replay.js';
import { isOfRow, OF_LAST_ROW, type CommandOrigin, type RowActor, type Scope, type Values } from './row-commands.js';
import { type Aspect, saidBy } from './silent-rows.js';
import { isReopened, passedBefore } from './snapshot-moments.js';

/** A stream of the record, and the commands to send to it. */
interface Target {
  readonly story: Story;
  readonly commands: Command[];
}
/** When, by whom and for which part of the record a row states something. */
interface Said {
  readonly at: string;
  readonly actor?: RowActor | undefined;
  readonly scope?: Scope | undefined;
}

/**
 * What a row states about its ticket and contact: the commands that it adds to the log, those that are on record, and those
 * that the domain refuses.
 */
export class RowStatements {
  /** Commands to the ticket's own stream and to that of its contact, in order. */
  readonly ticket: Command[] = [];
  readonly interaction: Command[] = [];
  /** Commands already on record, from this row or another. */
  readonly known: PriorCommand[] = [];
  /** Commands that the domain refuses; the others are sent. */
  readonly refusals: { readonly command: string; readonly error: RapportError }[] = [];
  /** Aspects on which the row states what was already so. */
  readonly found = new Set<Aspect>();
  /** For the first row: the commands that it would cause if it were not the first. */
  readonly heldBack: HeldBack[] = [];
  /** Whether the row adds anything to the log. */
  tellsNews = false;
  private isHeldBack = false;
  private readonly counts = new Map<string, number>();
  private readonly toTicket: Target;
  private readonly toContact: Target;
  /** Whether the ticket had ended before this row. False for a row on record: its notices were given then. */
  private readonly wasOver: boolean;

  constructor(
    private readonly record: RecordContext,
    private readonly origin: CommandOrigin,
    private readonly telling: Telling,
    private readonly notices: Set<Notice>,
  ) {
    this.toTicket = { story: record.ticket, commands: this.ticket };
    this.toContact = { story: record.interaction, commands: this.interaction };
    const state = ticketStatus(record);
    this.wasOver = telling !== 'TOLD' && (state === 'CLOSED' || state === 'CANCELLED');
  }

  aboutTicket(command: string, values: Values, said: Said): void {
    this.tell(this.toTicket, command, values, said);
  }

  aboutContact(command: string, values: Values, said: Said): void {
    this.tell(this.toContact, command, values, said);
  }

  /** Notes the commands of a first row without sending them. */
  holdBack(state: () => void): void {
    this.isHeldBack = true;
    state();
    this.isHeldBack = false;
  }

  private tell(to: Target, name: string, values: Values, said: Said): void {
    const fitting = cutToFit(name, values, this.notices);
    const { at, actor, scope = 'ROW' } = said;
    if (this.isHeldBack) {
      if (scope === 'ROW') this.heldBack.push(heldBack(name, fitting, this.origin, actor));
      return;
    }
    const nth = this.countOf(name, at, scope);
    const command = this.record.commands.build(name, fitting, at, this.origin, { scope, actor, nth });
    if (to.story.knows(command.commandId) === undefined) {
      if (this.isNotRepeated(name, at, scope)) return;
      if (scope === 'MOMENT' && this.record.goesOn) {
        if (this.hasPassed(command)) return;
        if (isReopened(command, this.record.ticket.state as TicketAggregate)) {
          this.notices.add('REOPENED_UNSEEN');
          this.tell(to, 'ReopenTicket', { ticketId: this.record.id }, said);
        }
      }
    }
    this.add(to, name, command, fitting, scope);
  }

  /** Counts a command among the like ones of the row, which together name it. */
  private countOf(name: string, at: string, scope: Scope): number {
    const counted = scope === 'ROW' ? name : scope === 'RECORD' ? `${name}${OF_LAST_ROW}` : `${name}@${at}`;
    const nth = (this.counts.get(counted) ?? 0) + 1;
    this.counts.set(counted, nth);
    return nth;
  }

  /** Whether a command that is not on record stays out, because its row was imported before or a later row corrected it. */
  private isNotRepeated(name: string, at: string, scope: Scope): boolean {
    if (this.telling === 'TOLD' && isOfRow(name, scope)) return true;
    // The department is judged by the present: an earlier row must not undo a later correction.
    return name === 'CorrectTicketDepartment' && this.record.latest !== undefined && at < this.record.latest;
  }

  /** Whether the ticket was in the command's state before, so that a later snapshot only repeats it. */
  private hasPassed(command: Command): boolean {
    const passed = passedBefore(command, this.record.ticket.state as TicketAggregate);
    if (passed.length === 0) return false;
    if (!passed.some(({ from }) => from === command.occurredAt)) this.notices.add('MOMENT_CHANGED');
    return true;
  }

  /** Adds the command if it changes what is on record. */
  private add({ story, commands }: Target, name: string, command: Command, values: Values, scope: Scope): void {
    const told = story.tell(command);
    if (told === 'CHANGES_NOTHING') {
      // A milestone is repeated by many rows, so none of them states it at its own moment.
      if (scope === 'ROW') for (const aspect of saidBy(name)) this.found.add(aspect);
      return;
    }
    if (told instanceof RapportError) {
      this.refusals.push({ command: name, error: told });
      return;
    }
    // A command without a row belongs to the record, and rows that change nothing repeat it.
    const isChange = told === 'ACTS' || told.place !== undefined;
    if (this.wasOver && isChange && story === this.record.ticket) this.notices.add('CHANGED_AFTER_END');
    if (told !== 'ACTS') {
      if (isOtherAnswer(name, values, told)) this.notices.add('ANSWER_CHANGED');
      this.known.push(told);
      return;
    }
    this.tellsNews = true;
    if (this.telling !== 'OLDER') commands.push(command);
  }
}

/** Undefined: not logged yet. A ticket that was merged into another counts as cancelled. */
export function ticketStatus({ ticket }: RecordContext): TicketStateName | undefined {
  const status = (ticket.state as TicketAggregate)?.status;
  return status === 'MERGED' ? 'CANCELLED' : status;
}

/** Cuts texts to the length that their command allows. */
export function cutToFit(command: string, values: Values, notices: Set<Notice>): Values {
  const { values: fitting, isCut } = cutWords(command, values);
  if (isCut) notices.add('TEXT_CUT');
  return fitting;
}
