import type { CommandIo } from '../../../src/app/owner/command-io.js';

/** A CommandIo that remembers what was said. */
export class RecordingIo implements CommandIo {
  stdout = '';
  stderr = '';
  readonly steps: string[] = [];
  readonly cwd = '/where/it/was/typed';
  private readonly stopping = new AbortController();
  readonly signal = this.stopping.signal;
  out = (text: string): void => void (this.stdout += text);
  err = (text: string): void => void (this.stderr += text);
  progress = (text: string): void => void this.steps.push(text);
  interrupt = (): void => this.stopping.abort(new Error('interrupted'));
  /** What a program reads: one object a line, nothing else. */
  get objects(): unknown[] {
    return this.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  }
}
