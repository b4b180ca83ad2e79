import type { BulkRunner, CommandOutcome } from '../../commands/command-runner.js';
import type { Command } from '../../domain/kernel/command.js';
import type { CompiledMapping } from '../plan/compile-mapping.js';
import { NOTHING_PRIOR } from '../plan/prior-record.js';
import { planRecord } from '../plan/plan-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from '../plan/planned-row.js';
import type { SourceRecord } from '../records/source-record.js';
import type { RowOutcomes } from '../report/report-builder.js';
import { readPrior } from './read-prior.js';

/** Maximum records in flight: enough for the log to batch commits, few enough to hold in memory. */
const IN_FLIGHT = 128;

/** Maximum records that wait for later records of the file; beyond it they are refused at once. */
const MAX_WAITING = 10_000;

interface Written {
  readonly rows: readonly (PlannedRow | RejectedRow)[];
  readonly outcomes: Map<number, CommandOutcome[]>;
}

/** A command that is sent once per import, though many records need it. */
interface SharedCommand {
  readonly command: Command;
  readonly row: number;
  sent: Promise<void> | undefined;
}

/**
 * Plans records on their current streams and sends what is new: many records concurrently, each record's commands in order.
 * First what others refer to (teams, departments), then the ticket, then what refers to it. All records that need a shared
 * command (a registration, a relationship) wait for its one execution. Most exports hold either nearly all new records or
 * nearly all known ones. So each record is expected to be like the one before: a new one is created without reading its
 * stream first, and for a known one no creation is tried. The same applies to shared commands. This matters over a network:
 * reading a stream that does not exist costs an EventStoreDB client as much as three appends.
 */
export class Sender {
  private readonly underWay = new Set<Promise<void>>();
  private readonly shared = new Map<string, SharedCommand>();
  /**
   * Records are planned in file order, so that the first one to name a team determines its registration. Otherwise the
   * registration's moment would depend on a race.
   */
  private turn: Promise<unknown> = Promise.resolve();
  /**
   * Initially true, because a known record must not be planned as new: a team that only an older row names would be
   * registered.
   */
  private expectsKnown = true;
  /** Whether shared commands are expected to be known; until the first is sent, as for records. */
  private expectsKnownShared: boolean | undefined;
  /** Called when a record is done, if `send` waits for room. */
  private onRoom: (() => void) | undefined;
  private failure: { readonly error: unknown } | undefined;
  /** Records that name an object which a later record may create, such as the ticket in which this one is continued. */
  private readonly waiting: Written[] = [];

  constructor(
    private readonly runner: BulkRunner,
    private readonly compiled: CompiledMapping,
    private readonly onRecord: (rows: readonly (PlannedRow | RejectedRow)[], outcomes: RowOutcomes) => void,
    private readonly onShared: (outcome: CommandOutcome, row: number) => void,
  ) {}

  /**
   * Waits for room, then starts the record. Throws the error that stopped an earlier one: if the log is unreachable for it,
   * it is for all that follow.
   */
  async send(record: SourceRecord): Promise<void> {
    // Not Promise.race over all records in flight: each promise would keep a reaction for every record that ever waited on
    // it.
    while (this.underWay.size >= IN_FLIGHT) await new Promise<void>((resolve) => (this.onRoom = resolve));
    this.throwFailure();
    const work = this.carryOut(record)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => {
        this.underWay.delete(work);
        this.onRoom?.();
      });
    this.underWay.add(work);
  }

  /** Waits until all started records are done. */
  async end(): Promise<void> {
    await Promise.all(this.underWay);
    this.throwFailure();
    for (const { rows, outcomes } of this.waiting.splice(0)) {
      for (const ofRow of outcomes.values())
        for (const [i, outcome] of ofRow.entries())
          if (isWaiting(outcome)) [ofRow[i]] = (await this.runner.executeAll([outcome.command])) as [CommandOutcome];
      this.onRecord(rows, outcomes);
    }
  }

  private async carryOut(record: SourceRecord): Promise<void> {
    const reading = this.expectsKnown ? readPrior(record, this.compiled, this.runner) : Promise.resolve(NOTHING_PRIOR);
    const before = this.turn;
    const planning = (async () => {
      const known = await reading;
      await before;
      const rows = planRecord(record, this.compiled, known);
      this.claim(rows);
      return { rows, isKnown: known.ticket.commands.length + known.interaction.commands.length > 0 };
    })();
    this.turn = planning.catch(() => undefined);
    const { rows, isKnown } = await planning;
    if (this.expectsKnown && !isKnown) this.expectsKnown = false;
    const outcomes = new Map<number, CommandOutcome[]>();
    if (isKnown || (await this.write(rows, 'createAll', outcomes))) {
      if (isKnown) await this.write(rows, 'executeAll', outcomes);
      this.written({ rows, outcomes });
      return;
    }
    this.expectsKnown = true;
    const again = planRecord(record, this.compiled, await readPrior(record, this.compiled, this.runner));
    this.claim(again);
    await this.write(again, 'executeAll', outcomes);
    this.written({ rows: again, outcomes });
  }

  private written(record: Written): void {
    const waits = this.waiting.length < MAX_WAITING && [...record.outcomes.values()].some((ofRow) => ofRow.some(isWaiting));
    if (waits) this.waiting.push(record);
    else this.onRecord(record.rows, record.outcomes);
  }

  /** Sends a record's commands in order. Returns false if a stream that should be created already exists. */
  private async write(
    rows: readonly (PlannedRow | RejectedRow)[],
    how: 'createAll' | 'executeAll',
    outcomes: Map<number, CommandOutcome[]>,
  ): Promise<boolean> {
    const planned = rows.filter((row): row is PlannedRow => !isRejected(row));
    for (const { registrations } of planned) for (const command of registrations) await this.sendShared(command);
    for (const stream of ['ticket', 'interaction', 'commitment'] as const) {
      const sent = planned.flatMap((row) => row[stream].map((command) => ({ command, row: row.number })));
      if (sent.length === 0) continue;
      const done = await this.runner[how](sent.map(({ command }) => command));
      if (done === undefined) return false;
      collect(sent, done, outcomes);
    }
    for (const { number: row, contributions } of planned) {
      if (contributions.length === 0) continue;
      collect(
        contributions.map(() => ({ row })),
        await this.runner.executeAll(contributions),
        outcomes,
      );
    }
    for (const { relationships } of planned) for (const command of relationships) await this.sendShared(command);
    return true;
  }

  /** The teams named by the import, each with the first row that named it. */
  get teams(): readonly { readonly teamId: string; readonly row: number }[] {
    return [...this.shared.values()].flatMap(({ command, row }) =>
      command.constructor.name === 'RegisterServiceTeam'
        ? [{ teamId: (command as Command & { teamId: string }).teamId, row }]
        : [],
    );
  }

  private claim(rows: readonly (PlannedRow | RejectedRow)[]): void {
    for (const row of rows) {
      if (isRejected(row)) continue;
      for (const command of [...row.registrations, ...row.relationships]) {
        if (!this.shared.has(command.commandId))
          this.shared.set(command.commandId, { command, row: row.number, sent: undefined });
      }
    }
  }

  private sendShared({ commandId }: Command): Promise<void> {
    const shared = this.shared.get(commandId) as SharedCommand;
    shared.sent ??= this.carryOutShared(shared.command).then((outcome) => this.onShared(outcome, shared.row));
    return shared.sent;
  }

  /** Tries to create the stream, and executes the command on the existing one if there is one. */
  private async carryOutShared(command: Command): Promise<CommandOutcome> {
    const isKnown = this.expectsKnownShared ?? this.expectsKnown;
    const created = isKnown ? undefined : await this.runner.createAll([command]);
    const [outcome] = (created ?? (await this.runner.executeAll([command]))) as [CommandOutcome];
    this.expectsKnownShared = outcome.status === 'REFUSED' || outcome.result.repeated;
    return outcome;
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }
}

const isWaiting = (outcome: CommandOutcome): boolean => outcome.status === 'REFUSED' && outcome.error.code === 'NOT_REGISTERED';

/** Files command outcomes under the rows that sent them. */
function collect(
  sent: readonly { readonly row: number }[],
  done: readonly CommandOutcome[],
  outcomes: Map<number, CommandOutcome[]>,
): void {
  done.forEach((outcome, i) => {
    const { row } = sent[i] as { row: number };
    const ofRow = outcomes.get(row);
    if (ofRow === undefined) outcomes.set(row, [outcome]);
    else ofRow.push(outcome);
  });
}
