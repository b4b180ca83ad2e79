import { Database } from '../../sqlite/database.js';
import { EmbeddedLogReader } from './embedded-log-reader.js';
import { HeadListener } from './head-channel.js';

/** Reads a log that another thread of this process has open. */
export class LogBeside extends EmbeddedLogReader {
  private heads: HeadListener | undefined;

  /** Resolves once the owner has told how far the log is. Throws STORE_CORRUPT, INVALID_CONFIGURATION. */
  static async open(file: string): Promise<LogBeside> {
    const log = new LogBeside(new Database(file, { readonly: true }));
    await new Promise<void>((resolve) => {
      log.heads = new HeadListener(file, (head) => {
        log.advance(head);
        resolve();
      });
    });
    return log;
  }

  protected override async settle(): Promise<void> {
    this.heads?.close();
  }
}
