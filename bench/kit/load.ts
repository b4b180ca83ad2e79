import { benchProgram, run } from './program.js';

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Milliseconds: number;
  readonly answered: number;
}

export const CONNECTIONS = 32;

/**
 * Sends one GraphQL request repeatedly on 32 connections, from a separate process.
 * @throws Error when a response is not 200 or has errors: to measure refusals would be meaningless.
 */
export async function load(url: string, seconds: number, query: string, variables: object = {}): Promise<Load> {
  const body = JSON.stringify({ query, variables });
  const { output } = await run(benchProgram('sender', url, `${seconds}`, `${CONNECTIONS}`, body));
  return JSON.parse(output) as Load;
}
