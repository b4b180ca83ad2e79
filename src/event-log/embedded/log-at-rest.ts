import { statSync } from 'node:fs';
import { type AtRest, openAtRest } from '../../sqlite/at-rest.js';
import { Database } from '../../sqlite/database.js';
import { soleWriterLease, type Appended, type EventLog, logClosed } from '../event-log.js';
import { EmbeddedLogReader } from './embedded-log-reader.js';
import { prepareSchema, requireLog, requireWhole } from './schema.js';

/** Reads a log without changing or creating anything: neither the file nor its folder. */
export class LogAtRest extends EmbeddedLogReader implements EventLog {
  private constructor(private readonly atRest: AtRest) {
    super(atRest.database);
    this.advance(atRest.database.prepare<[number | null]>('SELECT max(position) FROM events').get()?.[0] ?? 0);
  }

  /** Throws STORE_CORRUPT, INVALID_CONFIGURATION. A missing file reads as an empty log. */
  static open(file: string): LogAtRest {
    if (!statSync(file, { throwIfNoEntry: false })?.size) return new LogAtRest(nothing());
    const atRest = openAtRest(file);
    try {
      requireLog(atRest.database, file);
      requireWhole(atRest.database, file, atRest.wasInUse);
      return new LogAtRest(atRest);
    } catch (error) {
      atRest.close();
      throw error;
    }
  }

  /** The number of events, counted in a full scan. */
  count(): number {
    return this.database.prepare<[number]>('SELECT count(*) FROM events').get()![0];
  }

  /** Always throws: this log is read-only. */
  async append(): Promise<Appended> {
    throw logClosed();
  }

  withLease = soleWriterLease;

  protected override giveBack(): void {
    this.atRest.close();
  }
}

function nothing(): AtRest {
  const database = new Database(':memory:');
  prepareSchema(database, ':memory:');
  return { database, wasInUse: false, close: () => database.close() };
}
