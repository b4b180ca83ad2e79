import { Database, type Statement } from '../../sqlite/database.js';
import { EmbeddedLogReader } from './embedded-log-reader.js';
import { HeadChannel } from './head-channel.js';

/** Reads a log that another thread of this process has open. */
export class LogBeside extends EmbeddedLogReader {
  private readonly heads: HeadChannel;
  private readonly stored: Statement<[number | null]>;

  /** Throws STORE_CORRUPT, INVALID_CONFIGURATION. */
  constructor(file: string) {
    super(new Database(file, { readonly: true }));
    this.heads = new HeadChannel(file, (head) => this.advance(head));
    this.stored = this.database.prepare('SELECT max(position) FROM events');
  }

  /** What was committed may be there before its news: SQLite lets others see it only once it is on the disk. */
  protected override lookAtHead(): number {
    this.advance(this.stored.get()?.[0] ?? 0);
    return this.newest;
  }

  override async close(): Promise<void> {
    this.heads.close();
    await super.close();
  }
}
