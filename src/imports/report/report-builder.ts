import type { RapportError } from '../../domain/kernel/errors.js';
import { START, type Fidelity, type Position } from '../../domain/kernel/event.js';
import type { CommandOutcome } from '../../commands/command-runner.js';
import { QUIRKS, type Quirk } from '../plan/quirks.js';
import type { ImportReport, Reject, Warning } from './import-report.js';

const SHOWN = 100;
/** What several sources may tell of, each in its own words. */
const SHARED: ReadonlySet<string> = new Set(['RegisterDepartment', 'RegisterServiceTeam', 'EstablishRelationship']);

/** Counts an import as it goes. Every row is counted once: accepted, or rejected for its first reason. */
export class ReportBuilder {
  private accepted = 0;
  private records = 0;
  private readonly events = { appended: 0, alreadyThere: 0 };
  private readonly byType = new Map<string, number>();
  private readonly fidelity: Record<Fidelity, number> = { NATIVE: 0, HISTORY: 0, SNAPSHOT: 0 };
  private readonly rejectedRows = new Set<number>();
  private readonly rejects: Reject[] = [];
  private readonly quirks = new Map<Quirk, number>();
  private readonly existing = new Set<string>();
  private position: Position = START;

  constructor(
    private readonly head: Pick<ImportReport, 'file' | 'mapping' | 'dryRun'>,
    private readonly onReject: (reject: Reject) => void,
  ) {}

  get rowCount(): number {
    return this.accepted + this.rejectedRows.size;
  }

  record(): void {
    this.records++;
  }

  accept(quirks: readonly Quirk[]): void {
    this.accepted++;
    for (const quirk of quirks) this.quirks.set(quirk, (this.quirks.get(quirk) ?? 0) + 1);
  }

  /** A row that is not taken, before anything of it was sent. */
  reject(reject: Reject): void {
    this.rejectedRows.add(reject.row);
    this.tell(reject);
  }

  /** The domain refuses a part of an accepted row: it becomes a rejected one. */
  refuse(row: number, { code, message }: RapportError, command?: string): void {
    if (!this.rejectedRows.has(row)) {
      this.accepted--;
      this.rejectedRows.add(row);
    }
    this.tell({ row, code, detail: command === undefined ? message : `${command}: ${message}` });
  }

  /** What became of an accepted row's command. */
  outcome(outcome: CommandOutcome, row: number): void {
    if (outcome.status === 'REFUSED') {
      const { command, error } = outcome;
      const name = command.constructor.name;
      // Somebody registered it before us, perhaps by another name: it is there, which is all that the rows need.
      if (error.code === 'ALREADY_EXISTS' && SHARED.has(name)) {
        this.existing.add(command.commandId);
        return;
      }
      this.refuse(row, error, name);
      return;
    }
    const { result, types, command } = outcome;
    if (result.position > this.position) this.position = result.position;
    if (result.repeated) {
      this.events.alreadyThere += result.events;
      return;
    }
    this.events.appended += result.events;
    this.fidelity[command.source?.fidelity ?? 'NATIVE'] += result.events;
    for (const type of types) this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
  }

  finish(rest: Pick<ImportReport, 'seconds' | 'stopped'>, more: readonly Warning[]): ImportReport {
    const rejected = this.rejectedRows.size;
    const warnings: Warning[] = [...this.quirks].map(([code, count]) => ({ code, count, detail: `${count} ${QUIRKS[code]}` }));
    const existing = this.existing.size;
    if (existing > 0) {
      warnings.push({
        code: 'ALREADY_REGISTERED',
        count: existing,
        detail: `${existing} teams, departments or relationships were there before, with other content`,
      });
    }
    return {
      ...this.head,
      rows: { in: this.accepted + rejected, accepted: this.accepted, rejected },
      records: this.records,
      events: this.events,
      byType: Object.fromEntries([...this.byType].sort()),
      fidelity: this.fidelity,
      rejects: [...this.rejects].sort((a, b) => a.row - b.row),
      position: this.position,
      ...rest,
      warnings: [...warnings, ...more],
    };
  }

  private tell(reject: Reject): void {
    if (this.rejects.length < SHOWN) this.rejects.push(reject);
    this.onReject(reject);
  }
}
