import { Program } from './program.js';
import { askAt } from './ask-at.js';
import type { Answer } from './ask-at.js';

/** The result of a recorded command. */
export interface Recorded {
  readonly position: string;
  readonly revision: number;
  readonly repeated: boolean;
}

type Environment = Readonly<Record<string, string>>;

/** `rapport serve` in a separate process, called over HTTP. May be restarted, in a new process. */
export class RunningServer {
  /** The address at which it listens. */
  url!: string;
  /** The environment of its process, which names its stores. */
  environment!: Environment;
  private program: Program | undefined;

  static async start(environment: Environment): Promise<RunningServer> {
    const server = new RunningServer();
    await server.serve(environment);
    return server;
  }

  /** Starts its process on a free port; by default with the stores of the previous process. Resolves when it listens. */
  async serve(environment = this.environment): Promise<void> {
    this.environment = environment;
    this.program = new Program('src/cli.ts', ['serve', '--json'], { PORT: '0', LOG_LEVEL: 'silent', ...environment });
    await this.program.says('"url"');
    this.url = (JSON.parse(this.program.out) as { url: string }).url;
  }

  async ask(query: string, variables?: object): Promise<Answer> {
    return askAt(this.url, query, variables);
  }

  /** Sends a command by its mutation's name. A refusal is in the response's `errors`. */
  send(mutation: string, input: object): Promise<Answer> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    return this.ask(`mutation ($input: ${type}!) { sent: ${mutation}(input: $input) { position revision repeated } }`, {
      input,
    });
  }

  /** Sends a command that must succeed. @throws Error for a refusal */
  async record(mutation: string, input: object): Promise<Recorded> {
    const { data, errors } = await this.send(mutation, input);
    if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return data.sent as Recorded;
  }

  async readiness(): Promise<{ status: number; checks: readonly { name: string; ok: boolean; detail: string }[] }> {
    const response = await fetch(`${this.url}/health/ready`);
    return { status: response.status, ...((await response.json()) as { checks: [] }) };
  }

  /** Stops it as an operator would. Resolves to its exit code; null when it was not started. */
  async stop(): Promise<number | null> {
    await this.program?.kill('SIGTERM');
    return (await this.program?.ended) ?? null;
  }

  /** Stops it as a power cut would. */
  async kill(): Promise<void> {
    await this.program?.kill('SIGKILL');
  }
}
