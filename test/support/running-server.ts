import { Program } from './program.js';
import { askAt } from './ask-at.js';
import type { Answer } from './ask-at.js';

/** What a recorded command answers. */
export interface Recorded {
  readonly position: string;
  readonly revision: number;
  readonly repeated: boolean;
}

/** `rapport serve` as a process of its own, asked over HTTP. */
export class RunningServer {
  private constructor(
    private readonly program: Program,
    readonly url: string,
  ) {}

  /** Starts one on any free port; the environment names its stores. It listens when this resolves. */
  static async start(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
    const program = new Program('src/cli.ts', ['serve', '--json'], { PORT: '0', LOG_LEVEL: 'silent', ...environment });
    await program.says('"url"');
    return new RunningServer(program, (JSON.parse(program.out) as { url: string }).url);
  }

  async ask(query: string, variables?: object): Promise<Answer> {
    return askAt(this.url, query, variables);
  }

  /** Sends a command by its mutation's name. A refusal is in the answer's `errors`. */
  send(mutation: string, input: object): Promise<Answer> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    return this.ask(`mutation ($input: ${type}!) { sent: ${mutation}(input: $input) { position revision repeated } }`, {
      input,
    });
  }

  /** Sends a command that has to succeed. */
  async record(mutation: string, input: object): Promise<Recorded> {
    const { data, errors } = await this.send(mutation, input);
    if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return data.sent as Recorded;
  }

  async readiness(): Promise<{ status: number; checks: readonly { name: string; ok: boolean; detail: string }[] }> {
    const response = await fetch(`${this.url}/health/ready`);
    return { status: response.status, ...((await response.json()) as { checks: [] }) };
  }

  /** As an operator stops it; resolves to its exit code. */
  async stop(): Promise<number | null> {
    await this.program.kill('SIGTERM');
    return this.program.ended;
  }

  /** As a power cut stops it. */
  kill(): Promise<void> {
    return this.program.kill('SIGKILL');
  }
}
