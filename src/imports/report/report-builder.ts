import { ERROR_CODES, type RapportError } from '../../domain/kernel/errors.js';
import { START, type Fidelity, type Position } from '../../domain/kernel/event.js';
import type { CommandOutcome } from '../../commands/command-runner.js';
import { counted, shown } from '../../language.js';
import { isRejected, type Notice, NOTICES, type PlannedRow, type RejectedRow } from '../plan/planned-row.js';
import { reason, type Reason } from '../values/rejection.js';
import type { Mapping } from '../mapping/mapping.js';
import { emptyMeasures } from './empty-measures.js';
import { type ImportReport, MAX_NAMED, type Reject, type RowReport, type Warning } from './import-report.js';

/** Commands about shared objects, which several sources may register with different content. */
const SHARED: ReadonlySet<string> = new Set(['RegisterDepartment', 'RegisterServiceTeam', 'EstablishRelationship']);
const ALREADY_REGISTERED = 'already registered, with other content';
const LONGEST_DETAIL = 200;

/** Outcomes of the commands of a record, by row number. */
export type RowOutcomes = ReadonlyMap<number, readonly CommandOutcome[]>;

/** Counts an import as it proceeds. Each row counts once: as accepted, or as rejected for its first reason. */
export class ReportBuilder {
  private accepted = 0;
  private rejected = 0;
  private records = 0;
  private readonly events = { appended: 0, alreadyThere: 0 };
  private readonly byType = new Map<string, number>();
  private readonly fidelity: Record<Fidelity, number> = { NATIVE: 0, HISTORY: 0, SNAPSHOT: 0 };
  private readonly rejects: Reject[] = [];
  /** The rejects without cell values: for the log, which is permanent. */
  private readonly recordable: Reject[] = [];
  private readonly rejectedFor = new Map<string, number>();
  private readonly notices = new Map<Notice, { count: number; rows: number[] }>();
  private readonly existing = new Set<number>();
  private existingCount = 0;
  private position: Position = START;
  /** Types of events appended or already there. */
  private readonly types = new Set<string>();
  private earliest: string | undefined;
  private latest: string | undefined;

  constructor(
    private readonly head: Pick<ImportReport, 'file' | 'mapping' | 'dryRun'>,
    private readonly onRow: (row: RowReport) => void,
  ) {}

  get rows(): ImportReport['rows'] {
    const { accepted, rejected } = this;
    return { in: accepted + rejected, accepted, rejected };
  }

  get hasEvents(): boolean {
    return this.events.appended + this.events.alreadyThere > 0;
  }

  /** Rejects a row that belongs to no record. */
  reject(row: number, code: string, why: Reason): void {
    this.rejected++;
    this.rejectedFor.set(code, (this.rejectedFor.get(code) ?? 0) + 1);
    this.list(row, code, why);
  }

  /** Counts the rows of a record, once all of their commands have been carried out. */
  record(rows: readonly (PlannedRow | RejectedRow)[], outcomes: RowOutcomes): void {
    let taken = false;
    for (const row of rows) {
      if (isRejected(row)) {
        this.reject(row.number, row.rejection.code, row.rejection.at(row.line));
        continue;
      }
      taken = true;
      this.take(row, outcomes.get(row.number) ?? []);
    }
    if (taken) this.records++;
  }

  /** Counts the outcome of a shared registration or relationship, under the first row that named it. */
  shared(outcome: CommandOutcome, row: number): void {
    if (outcome.status === 'DONE') {
      this.done(outcome);
      return;
    }
    const { command, error } = outcome;
    const name = command.constructor.name;
    // Already registered, perhaps with another name. The rows only need it to exist.
    if (error.code === 'ALREADY_EXISTS' && SHARED.has(name)) {
      this.existingCount++;
      if (this.existing.size < MAX_NAMED) this.existing.add(row);
      this.onRow({ row, kind: 'WARNING', code: 'ALREADY_REGISTERED', detail: `${name}: ${ALREADY_REGISTERED}` });
      return;
    }
    // Its row counts with its record, so list another reason without counting another row.
    this.list(row, error.code, refusal(name, error));
  }

  /**
   * The facts to record about the import. The counts include that record, because it is among the events appended. Without
   * the duration, which depends on the machine, and without cell values.
   */
  facts(more: readonly Warning[], mapping: Mapping) {
    const { fidelity: own } = mapping;
    const fidelity = { ...this.fidelity, [own]: this.fidelity[own] + 1 };
    const byType = new Map(this.byType).set('ImportRunRecorded', 1);
    return {
      rows: this.rows,
      records: this.records,
      events: { ...this.events, appended: this.events.appended + 1 },
      byType: [...byType].map(([type, count]) => ({ type, count })).sort((a, b) => (a.type < b.type ? -1 : 1)),
      fidelity: { native: fidelity.NATIVE, history: fidelity.HISTORY, snapshot: fidelity.SNAPSHOT },
      rejectedFor: [...this.rejectedFor].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1)),
      rejects: byRow(this.recordable),
      warnings: this.warnings(more).map(({ code, count }) => ({ code, count })),
      emptyMeasures: emptyMeasures(this.types, mapping).map(({ measure, code }) => ({ measure, code })),
      earliest: this.earliest,
      latest: this.latest,
    };
  }

  finish(rest: Pick<ImportReport, 'seconds' | 'stopped'>, more: readonly Warning[], mapping: Mapping): ImportReport {
    return {
      ...this.head,
      rows: this.rows,
      records: this.records,
      events: this.events,
      byType: Object.fromEntries([...this.byType].sort()),
      fidelity: this.fidelity,
      rejects: byRow(this.rejects),
      position: this.position,
      ...rest,
      warnings: this.warnings(more),
      emptyMeasures: emptyMeasures(this.types, mapping),
    };
  }

  private take({ number, known, notices, refusals }: PlannedRow, outcomes: readonly CommandOutcome[]): void {
    const sent = new Set(outcomes.map(({ command }) => command.commandId));
    for (const { id, events, position, occurredAt } of known) {
      if (sent.has(id)) continue;
      this.events.alreadyThere += events.length;
      for (const { type } of events) this.types.add(type);
      this.see(position, occurredAt);
    }
    const reasons = refusals.map(({ command, error }) => ({ name: command, error }));
    for (const outcome of outcomes) {
      if (outcome.status === 'DONE') this.done(outcome);
      else reasons.push({ name: outcome.command.constructor.name, error: outcome.error });
    }
    const [first, ...others] = reasons;
    if (first === undefined) {
      this.accepted++;
      for (const notice of notices) this.notice(notice, number);
      return;
    }
    this.reject(number, first.error.code, refusal(first.name, first.error));
    for (const { name, error } of others) this.list(number, error.code, refusal(name, error));
  }

  private done({ result, types, command }: Extract<CommandOutcome, { status: 'DONE' }>): void {
    if (result.events > 0) this.see(result.position, command.occurredAt);
    if (result.repeated) {
      this.events.alreadyThere += result.events;
      return;
    }
    this.events.appended += result.events;
    this.fidelity[command.importedFrom?.fidelity ?? 'NATIVE'] += result.events;
    for (const type of types) {
      this.types.add(type);
      this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
    }
  }

  private notice(notice: Notice, row: number): void {
    const noticed = this.notices.get(notice) ?? { count: 0, rows: [] };
    noticed.count++;
    if (noticed.rows.length < MAX_NAMED) noticed.rows.push(row);
    this.notices.set(notice, noticed);
    this.onRow({ row, kind: 'WARNING', code: notice, detail: NOTICES[notice] });
  }

  private list(row: number, code: string, { detail, withoutValues }: Reason): void {
    if (this.rejects.length < MAX_NAMED) {
      this.rejects.push({ row, code, detail });
      this.recordable.push({ row, code, detail: withoutValues.slice(0, LONGEST_DETAIL) });
    }
    this.onRow({ row, kind: 'REJECTED', code, detail });
  }

  private see(position: Position, at: string): void {
    if (position > this.position) this.position = position;
    if (this.earliest === undefined || at < this.earliest) this.earliest = at;
    if (this.latest === undefined || at > this.latest) this.latest = at;
  }

  private warnings(more: readonly Warning[]): Warning[] {
    const warnings: Warning[] = [...this.notices].map(([code, { count, rows }]) => ({
      code,
      count,
      detail: `${counted(count, 'row')}: ${NOTICES[code]}`,
      rows: [...rows].sort((a, b) => a - b),
    }));
    if (this.existingCount > 0) {
      warnings.push({
        code: 'ALREADY_REGISTERED',
        count: this.existingCount,
        detail: `teams, departments and relationships, ${shown(this.existingCount)} in all: ${ALREADY_REGISTERED}`,
        rows: [...this.existing].sort((a, b) => a - b),
      });
    }
    return [...warnings, ...more];
  }
}

const refusal = (name: string, { code, message }: RapportError): Reason =>
  reason(`${name}: ${message}`, `${name}: ${ERROR_CODES[code]}`);
const byRow = (rejects: readonly Reject[]): Reject[] => [...rejects].sort((a, b) => a.row - b.row);
