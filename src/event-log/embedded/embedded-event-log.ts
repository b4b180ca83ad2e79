import { Database } from '../../sqlite/database.js';
import { encodeAppend } from '../encoded-append.js';
import type { Appended, EventLog, ExpectedRevision, NewEvent } from '../event-log.js';
import { EmbeddedLogReader } from './embedded-log-reader.js';
import { GroupCommit } from './group-commit.js';
import { HeadChannel } from './head-channel.js';
import { prepareSchema } from './schema.js';

/** The log in one SQLite file of this process. */
export class EmbeddedEventLog extends EmbeddedLogReader implements EventLog {
  private readonly commits: GroupCommit;
  private readonly heads: HeadChannel;

  private constructor(database: Database, file: string) {
    super(database);
    this.heads = new HeadChannel(file);
    this.commits = new GroupCommit(database, (head) => {
      this.advance(head);
      this.heads.tell(head);
    });
  }

  /**
   * Opens or makes the file. The process's other threads may read it beside: `openLogBeside`.
   * Throws STORE_BUSY while another process has it, STORE_CORRUPT, INVALID_CONFIGURATION.
   */
  static open(file: string): EmbeddedEventLog {
    const database = new Database(file, { synchronous: 'FULL', shared: true });
    try {
      prepareSchema(database, file);
      return new EmbeddedEventLog(database, file);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.checkOpen();
    return this.commits.append(encodeAppend(stream, expected, events));
  }

  /** Writes what waits, ends the followers and gives the file back. */
  override async close(): Promise<void> {
    if (this.closed) return;
    this.commits.flush();
    this.heads.close();
    await super.close();
  }
}
