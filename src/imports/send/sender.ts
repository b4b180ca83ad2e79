import type { Command } from '../../domain/kernel/command.js';
import type { CommandOutcome, CommandRunner } from '../../commands/command-runner.js';
import type { PlannedRow } from '../plan/plan-record.js';
import type { RowCommands } from '../plan/row-commands.js';

/** Records under way at once: enough for the log to commit many together, few enough to hold. */
const IN_FLIGHT = 128;

export type OnOutcome = (outcome: CommandOutcome, row: number) => void;
export type SendableRow = Extract<PlannedRow, { commands: RowCommands }>;

/** What an import sends once though many records need it. */
interface SharedCommand {
  readonly command: Command;
  readonly row: number;
  sent: Promise<void> | undefined;
}

/**
 * Sends records' commands, many records side by side, each record's in order: what others refer to first (teams, departments), the ticket,
 * then what refers to it. What an import sends once (a registration, a relationship) all records that need it wait for.
 */
export class Sender {
  private readonly underWay = new Set<Promise<void>>();
  private readonly shared = new Map<string, SharedCommand>();
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly runner: Pick<CommandRunner, 'executeAll'>,
    private readonly onOutcome: OnOutcome,
  ) {}

  /** Waits for room, then takes the record. Throws what stopped an earlier one: the log is out of reach, and so are those behind it. */
  async send(rows: readonly SendableRow[]): Promise<void> {
    while (this.underWay.size >= IN_FLIGHT) await Promise.race(this.underWay);
    this.throwFailure();
    this.claim(rows);
    const work = this.carryOut(rows)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  /** Waits until all that was taken is done. */
  async end(): Promise<void> {
    await Promise.all(this.underWay);
    this.throwFailure();
  }

  private async carryOut(rows: readonly SendableRow[]): Promise<void> {
    for (const { commands } of rows) {
      for (const command of commands.registrations) await this.sendShared(command);
    }
    await this.stream(rows, 'ticket');
    await this.stream(rows, 'interaction');
    for (const { commands } of rows) {
      for (const command of commands.relationships) await this.sendShared(command);
    }
  }

  private async stream(rows: readonly SendableRow[], which: 'ticket' | 'interaction'): Promise<void> {
    const all: Command[] = [];
    const rowOf: number[] = [];
    for (const { row, commands } of rows) {
      for (const command of commands[which]) {
        all.push(command);
        rowOf.push(row.number);
      }
    }
    if (all.length === 0) return;
    const outcomes = await this.runner.executeAll(all);
    outcomes.forEach((outcome, i) => this.onOutcome(outcome, rowOf[i] as number));
  }

  /** The first in the file speaks for all, whoever comes first to need it: or a registration's moment would hang on a race. */
  private claim(rows: readonly SendableRow[]): void {
    for (const { row, commands } of rows) {
      for (const command of [...commands.registrations, ...commands.relationships]) {
        if (!this.shared.has(command.commandId))
          this.shared.set(command.commandId, { command, row: row.number, sent: undefined });
      }
    }
  }

  private sendShared({ commandId }: Command): Promise<void> {
    const shared = this.shared.get(commandId) as SharedCommand;
    shared.sent ??= this.runner
      .executeAll([shared.command])
      .then(([outcome]) => this.onOutcome(outcome as CommandOutcome, shared.row));
    return shared.sent;
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }
}
