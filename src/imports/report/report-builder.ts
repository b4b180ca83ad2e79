import { ERROR_CODES, type RapportError } from '../../domain/kernel/errors.js';
import { START, type Fidelity, type Position } from '../../domain/kernel/event.js';
import type { CommandOutcome } from '../../commands/command-runner.js';
import { QUIRKS, type Quirk } from '../plan/quirks.js';
import { reason } from '../values/rejection.js';
import type { ImportReport, Reject, Warning } from './import-report.js';
import { RejectList, type RejectedRow } from './reject-list.js';

/** What several sources may tell of, each in its own words. */
const SHARED: ReadonlySet<string> = new Set(['RegisterDepartment', 'RegisterServiceTeam', 'EstablishRelationship']);

/** Counts an import as it goes. Every row is counted once: accepted, or rejected for its first reason. */
export class ReportBuilder {
  private accepted = 0;
  private records = 0;
  private readonly events = { appended: 0, alreadyThere: 0 };
  private readonly byType = new Map<string, number>();
  private readonly fidelity: Record<Fidelity, number> = { NATIVE: 0, HISTORY: 0, SNAPSHOT: 0 };
  private readonly rejected: RejectList;
  private readonly quirks = new Map<Quirk, number>();
  private readonly existing = new Set<string>();
  private position: Position = START;
  private earliest: string | undefined;
  private latest: string | undefined;

  constructor(
    private readonly head: Pick<ImportReport, 'file' | 'mapping' | 'dryRun'>,
    onReject: (reject: Reject) => void,
  ) {
    this.rejected = new RejectList(onReject);
  }

  get rows(): ImportReport['rows'] {
    const { accepted, rejected } = this;
    return { in: accepted + rejected.rowCount, accepted, rejected: rejected.rowCount };
  }

  get hasEvents(): boolean {
    return this.events.appended + this.events.alreadyThere > 0;
  }

  record(): void {
    this.records++;
  }

  accept(quirks: readonly Quirk[]): void {
    this.accepted++;
    for (const quirk of quirks) this.quirks.set(quirk, (this.quirks.get(quirk) ?? 0) + 1);
  }

  /** A row that is not taken, before anything of it was sent. */
  reject(reject: RejectedRow): void {
    this.rejected.add(reject);
  }

  /** The domain refuses a part of an accepted row: it becomes a rejected one. */
  refuse(row: number, { code, message }: RapportError, command: string): void {
    const why = reason(`${command}: ${message}`, `${command}: ${ERROR_CODES[code]}`);
    if (this.rejected.add({ row, code, reason: why })) this.accepted--;
  }

  /** What became of an accepted row's command. */
  outcome(outcome: CommandOutcome, row: number): void {
    if (outcome.status === 'REFUSED') {
      const { command, error } = outcome;
      const name = command.constructor.name;
      // Somebody registered it before us, perhaps by another name: it is there, which is all that the rows need.
      if (error.code === 'ALREADY_EXISTS' && SHARED.has(name)) this.existing.add(command.commandId);
      else this.refuse(row, error, name);
      return;
    }
    const { result, types, command } = outcome;
    if (result.position > this.position) this.position = result.position;
    if (result.events > 0) this.span(command.occurredAt);
    if (result.repeated) {
      this.events.alreadyThere += result.events;
      return;
    }
    this.events.appended += result.events;
    this.fidelity[command.importedFrom?.fidelity ?? 'NATIVE'] += result.events;
    for (const type of types) this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
  }

  /** What goes on record: no duration, which says something of the machine, and nothing that stood in a cell. */
  facts(more: readonly Warning[]) {
    const { NATIVE: native, HISTORY: history, SNAPSHOT: snapshot } = this.fidelity;
    return {
      rows: this.rows,
      records: this.records,
      events: { ...this.events },
      byType: [...this.byType].map(([type, count]) => ({ type, count })).sort((a, b) => (a.type < b.type ? -1 : 1)),
      fidelity: { native, history, snapshot },
      rejectedFor: this.rejected.byCode,
      rejects: byRow(this.rejected.recordable),
      warnings: this.warnings(more).map(({ code, count }) => ({ code, count })),
      earliest: this.earliest,
      latest: this.latest,
    };
  }

  finish(rest: Pick<ImportReport, 'seconds' | 'stopped'>, more: readonly Warning[]): ImportReport {
    return {
      ...this.head,
      rows: this.rows,
      records: this.records,
      events: this.events,
      byType: Object.fromEntries([...this.byType].sort()),
      fidelity: this.fidelity,
      rejects: byRow(this.rejected.shown),
      position: this.position,
      ...rest,
      warnings: this.warnings(more),
    };
  }

  private span(at: string): void {
    if (this.earliest === undefined || at < this.earliest) this.earliest = at;
    if (this.latest === undefined || at > this.latest) this.latest = at;
  }

  private warnings(more: readonly Warning[]): Warning[] {
    const warnings: Warning[] = [...this.quirks].map(([code, count]) => ({ code, count, detail: `${count} ${QUIRKS[code]}` }));
    const existing = this.existing.size;
    if (existing > 0) {
      warnings.push({
        code: 'ALREADY_REGISTERED',
        count: existing,
        detail: `${existing} teams, departments or relationships were there before, with other content`,
      });
    }
    return [...warnings, ...more];
  }
}

const byRow = (rejects: readonly Reject[]): Reject[] => [...rejects].sort((a, b) => a.row - b.row);
