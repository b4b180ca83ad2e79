import { benchProgram, run } from './program.js';

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Milliseconds: number;
  readonly answered: number;
}

export const CONNECTIONS = 32;

/**
 * Sends one GraphQL request over and over on 32 connections, from a process of its own.
 * @throws Error when an answer was not 200 or said errors: a bench that measures refusals measures nothing.
 */
export async function load(url: string, seconds: number, query: string, variables: object = {}): Promise<Load> {
  const body = JSON.stringify({ query, variables });
  const { output } = await run(benchProgram('sender', url, `${seconds}`, `${CONNECTIONS}`, body));
  return JSON.parse(output) as Load;
}
