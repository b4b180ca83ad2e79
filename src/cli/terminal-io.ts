import type { WriteStream } from 'node:tty';
import type { CommandIo } from '../app/owner/command-io.js';

/** A person sees the line change; a file or a log gets one now and then. */
const REDRAW_MS = 100;
const LOG_MS = 5_000;

type Output = Pick<WriteStream, 'write' | 'isTTY' | 'columns'>;

/** A CommandIo on this process's own terminal. Progress goes to standard error, so that standard output holds the result alone. */
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
    // Longer than the terminal is wide it would wrap, and only its last line be replaced.
    this.stderr.write(`\r\x1b[2K${text.slice(0, this.stderr.columns - 1)}`);
    this.isDrawn = true;
  }

  /** Takes the progress line away. */
  clear(): void {
    if (this.isDrawn) this.stderr.write('\r\x1b[2K');
    this.isDrawn = false;
  }
}
