import { Program } from './program.js';
import { askAt } from './ask-at.js';
import type { Answer } from './ask-at.js';

/** What a recorded command answers. */
export interface Recorded {
  readonly position: string;
  readonly revision: number;
  readonly repeated: boolean;
}

type Environment = Readonly<Record<string, string>>;

/** `rapport serve` as a process of its own, asked over HTTP; one process after another, where it is started anew. */
export class RunningServer {
  /** Where it listens. */
  url!: string;
  /** What its process was told; it names its stores. */
  environment!: Environment;
  private program: Program | undefined;

  static async start(environment: Environment): Promise<RunningServer> {
    const server = new RunningServer();
    await server.serve(environment);
    return server;
  }

  /** Starts its process, on any free port; on the stores of the one before when no others are named. It listens when this resolves. */
  async serve(environment = this.environment): Promise<void> {
    this.environment = environment;
    this.program = new Program('src/cli.ts', ['serve', '--json'], { PORT: '0', LOG_LEVEL: 'silent', ...environment });
    await this.program.says('"url"');
    this.url = (JSON.parse(this.program.out) as { url: string }).url;
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

  /** As an operator stops it; resolves to its exit code. Null where none was started. */
  async stop(): Promise<number | null> {
    await this.program?.kill('SIGTERM');
    return (await this.program?.ended) ?? null;
  }

  /** As a power cut stops it. */
  async kill(): Promise<void> {
    await this.program?.kill('SIGKILL');
  }
}
