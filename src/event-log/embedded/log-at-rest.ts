import { statSync } from 'node:fs';
import { type AtRest, openAtRest } from '../../sqlite/at-rest.js';
import { Database } from '../../sqlite/database.js';
import { soleWriterLease, type Appended, type EventLog, logClosed } from '../event-log.js';
import { EmbeddedLogReader } from './embedded-log-reader.js';
import { prepareSchema, requireLog, requireWhole } from './schema.js';

/** A log that is only looked at: neither it nor the folder that it is in is changed, nor made where there is none. */
export class LogAtRest extends EmbeddedLogReader implements EventLog {
  private constructor(private readonly atRest: AtRest) {
    super(atRest.database);
    this.advance(atRest.database.prepare<[number | null]>('SELECT max(position) FROM events').get()?.[0] ?? 0);
  }

  /** Throws STORE_CORRUPT, INVALID_CONFIGURATION. A file that is not there is an empty log. */
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

  /** How many events there are, counted one by one. */
  count(): number {
    return this.database.prepare<[number]>('SELECT count(*) FROM events').get()![0];
  }

  /** Refuses: nobody who looks has anything to write. */
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
