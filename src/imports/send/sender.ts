import type { BulkRunner, CommandOutcome, StreamEvent } from '../../commands/command-runner.js';
import type { Command } from '../../domain/kernel/command.js';
import type { CompiledMapping } from '../plan/compile-mapping.js';
import { KnownStream, NOTHING_KNOWN } from '../plan/known-record.js';
import { planRecord } from '../plan/plan-record.js';
import { isRejected, type PlannedRow, type RejectedRow } from '../plan/planned-row.js';
import { streamsOf } from '../plan/record-streams.js';
import type { SourceRecord } from '../records/source-record.js';
import type { RowOutcomes } from '../report/report-builder.js';

/** Records under way at once: enough for the log to commit many together, few enough to hold. */
const IN_FLIGHT = 128;

/** Records that wait for others of the file, in number; what is beyond is refused as it stands. */
const MAX_WAITING = 10_000;

interface Written {
  readonly rows: readonly (PlannedRow | RejectedRow)[];
  readonly outcomes: Map<number, CommandOutcome[]>;
}

/** What an import sends once though many records need it. */
interface SharedCommand {
  readonly command: Command;
  readonly row: number;
  sent: Promise<void> | undefined;
}

/**
 * Plans records on what the log has of them and sends what is new, many records side by side, each record's in order: what others refer to
 * first (teams, departments), the ticket, then what refers to it. What an import sends once (a registration, a relationship) all records
 * that need it wait for.
 *
 * Most exports bring either nearly all new records or nearly all known ones. A record is taken for what the one before it was: one that is
 * new needs no reading, and of one that is known nothing need be tried. Likewise what is sent once. Over a network it matters: to read a stream
 * that is not there costs a client of EventStoreDB as much as three appends.
 */
export class Sender {
  private readonly underWay = new Set<Promise<void>>();
  private readonly shared = new Map<string, SharedCommand>();
  /** Records are planned in the order of the file: the first that names a team speaks for all, or a registration's moment would hang on a race. */
  private turn: Promise<unknown> = Promise.resolve();
  /** At first, for what is known must not be told as if it were new: a team that only an older row names would be registered. */
  private expectsKnown = true;
  /** Whether what is sent once is taken for known; until one has been sent, as records are. */
  private expectsKnownShared: boolean | undefined;
  /** Told when a record is done, where the next one waits for room. */
  private onRoom: (() => void) | undefined;
  private failure: { readonly error: unknown } | undefined;
  /** They name something that another record of the file may yet tell of: a ticket in which this one goes on. */
  private readonly waiting: Written[] = [];

  constructor(
    private readonly runner: BulkRunner,
    private readonly compiled: CompiledMapping,
    private readonly onRecord: (rows: readonly (PlannedRow | RejectedRow)[], outcomes: RowOutcomes) => void,
    private readonly onShared: (outcome: CommandOutcome, row: number) => void,
  ) {}

  /** Waits for room, then takes the record. Throws what stopped an earlier one: the log is out of reach, and so are those behind it. */
  async send(record: SourceRecord): Promise<void> {
    // Not a race of all that is under way: each would remember every record that ever waited for it.
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

  /** Waits until all that was taken is done. */
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
    const reading = this.expectsKnown ? this.read(record) : Promise.resolve(NOTHING_KNOWN);
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
    const again = planRecord(record, this.compiled, await this.read(record));
    this.claim(again);
    await this.write(again, 'executeAll', outcomes);
    this.written({ rows: again, outcomes });
  }

  private written(record: Written): void {
    const waits = this.waiting.length < MAX_WAITING && [...record.outcomes.values()].some((ofRow) => ofRow.some(isWaiting));
    if (waits) this.waiting.push(record);
    else this.onRecord(record.rows, record.outcomes);
  }

  /** Sends a record's commands in order; false once something that should be created is there already. */
  private async write(
    rows: readonly (PlannedRow | RejectedRow)[],
    how: 'createAll' | 'executeAll',
    outcomes: Map<number, CommandOutcome[]>,
  ): Promise<boolean> {
    const planned = rows.filter((row): row is PlannedRow => !isRejected(row));
    for (const { registrations } of planned) for (const command of registrations) await this.sendShared(command);
    for (const stream of ['ticket', 'interaction'] as const) {
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

  private async read(record: SourceRecord) {
    const { id, interactionId } = streamsOf(record, this.compiled);
    const { opening, interaction } = this.compiled.mapping;
    const stream = async (name: string, isUsed: boolean): Promise<readonly StreamEvent[]> =>
      isUsed ? this.runner.history(name) : [];
    const [ticket, contact] = await Promise.all([
      stream(`ticket-${id}`, opening !== undefined),
      stream(`interaction-${interactionId}`, interaction !== undefined),
    ]);
    return { ticket: new KnownStream(ticket), interaction: new KnownStream(contact) };
  }

  /** The teams that the import has named, each with the row that named it first. */
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

  /** Tried as new, and carried out on what there is only where it proves to be there. */
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

/** Files what became of commands under the rows that asked for them. */
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
