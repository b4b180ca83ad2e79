import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Reject } from './import-report.js';

/** Every rejected row, one JSON object a line, written as they come: a file of bad rows only does not fill the memory. */
export class RejectsFile {
  private failure: Error | undefined;
  private constructor(private readonly stream: WriteStream) {
    stream.on('error', (error) => (this.failure = error));
  }

  /** Throws INVALID_FILE when the file cannot be written. */
  static async create(file: string): Promise<RejectsFile> {
    const stream = createWriteStream(file);
    try {
      await once(stream, 'open');
    } catch (cause) {
      throw new RapportError('INVALID_FILE', `The report cannot be written to ${file}: ${(cause as Error).message}`, {
        field: 'report',
        remedy: 'Name a file that you may write, in a folder that is there.',
        cause,
      });
    }
    return new RejectsFile(stream);
  }

  write(reject: Reject): void {
    this.stream.write(`${JSON.stringify(reject)}\n`);
  }

  /** Waits while the disk is behind. */
  async room(): Promise<void> {
    if (this.failure === undefined && this.stream.writableNeedDrain)
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]);
    this.check();
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.stream.end(resolve));
    this.check();
  }

  private check(): void {
    if (this.failure === undefined) return;
    const code = (this.failure as NodeJS.ErrnoException).code === 'ENOSPC' ? 'DISK_FULL' : 'INVALID_FILE';
    throw new RapportError(code, `The report cannot be written further: ${this.failure.message}`, {
      field: 'report',
      remedy: 'Make room, or name another file; then import again: what is recorded already is not doubled.',
      cause: this.failure,
    });
  }
}
