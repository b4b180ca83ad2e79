import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { inProject } from './program.js';

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Milliseconds: number;
  readonly answered: number;
}

/** Put into a body, it becomes another text in every request. */
export const UNIQUE = '[<id>]';
export const CONNECTIONS = 32;

/**
 * Sends one GraphQL request over and over on 32 connections, from a process of its own (autocannon).
 * @throws Error when any answer was not 200, or none came.
 */
export async function load(url: string, seconds: number, query: string, variables: object = {}): Promise<Load> {
  const body = JSON.stringify({ query, variables });
  const options = ['-c', `${CONNECTIONS}`, '-d', `${seconds}`, '-m', 'POST', '-H', 'content-type=application/json', '-b', body];
  const uniqueness = body.includes(UNIQUE) ? ['-I'] : [];
  const args = [inProject('node_modules/autocannon/autocannon.js'), '--json', ...options, ...uniqueness, `${url}/graphql`];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const result = JSON.parse(output) as {
    errors: number;
    timeouts: number;
    non2xx: number;
    '2xx': number;
    duration: number;
    latency: { p99: number };
  };
  const { errors, timeouts, non2xx, '2xx': answered, duration, latency } = result;
  if (errors + timeouts + non2xx > 0 || answered === 0)
    throw new Error(`${url}: ${answered} answers, ${non2xx} refused, ${errors} broken, ${timeouts} too late`);
  return { requestsPerSecond: answered / duration, p99Milliseconds: latency.p99, answered };
}
