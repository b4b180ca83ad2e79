import type { WriteStream } from 'node:tty';
import type { CommandIo } from '../app/owner/command-io.js';

/**
 * Minimum interval between progress lines: on a terminal, which redraws one line, and elsewhere (file, log), which appends
 * lines.
 */
const REDRAW_MS = 100;
const LOG_MS = 5_000;

type Output = Pick<WriteStream, 'write' | 'isTTY' | 'columns'>;

/** A CommandIo on this process's terminal. Progress goes to standard error, so that standard output contains only the result. */
export class TerminalIo implements CommandIo {
  private drawnAt = -Infinity;
  private isDrawn = false;

  constructor(
    private readonly stdout: Output,
    private readonly stderr: Output,
    readonly cwd: string,
    readonly signal: AbortSignal,
    private readonly now: () => number = () => performance.now(),
  ) {}

  out(text: string): void {
    this.clear();
    this.stdout.write(text);
  }

  err(text: string): void {
    this.clear();
    this.stderr.write(text);
  }

  progress(text: string): void {
    const now = this.now();
    if (now - this.drawnAt < (this.stderr.isTTY ? REDRAW_MS : LOG_MS)) return;
    this.drawnAt = now;
    if (!this.stderr.isTTY) return void this.stderr.write(`${text}\n`);
    // Cut to the width of the terminal: a longer line would wrap, and the next redraw would only erase its last part.
    this.stderr.write(`\r\x1b[2K${text.slice(0, this.stderr.columns - 1)}`);
    this.isDrawn = true;
  }

  /** Erases the progress line. */
  clear(): void {
    if (this.isDrawn) this.stderr.write('\r\x1b[2K');
    this.isDrawn = false;
  }
}
