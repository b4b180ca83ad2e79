import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The compiled file (test/global-setup.mjs) for a source, given as a path relative to the project's folder. */
export const processOf = (source: string): string => join(ROOT, 'dist/for-tests', source.replace(/\.ts$/, '.js'));

/** A real process that runs a TypeScript source, and its output. */
export class Program {
  out = '';
  err = '';
  readonly ended: Promise<number | null>;
  readonly child: ChildProcess;

  constructor(source: string, argv: readonly string[], environment: Readonly<Record<string, string>> = {}, cwd = ROOT) {
    this.child = spawn(process.execPath, [processOf(source), ...argv], { cwd, env: { ...process.env, ...environment } });
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Waits until it has printed these words on standard output. */
  async says(words: string): Promise<void> {
    while (!this.out.includes(words)) {
      const went = await Promise.race([once(this.child.stdout!, 'data').then(() => false), this.ended.then(() => true)]);
      if (went && !this.out.includes(words)) throw new Error(`it ended without saying ${words}: ${this.out}${this.err}`);
    }
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }
}
