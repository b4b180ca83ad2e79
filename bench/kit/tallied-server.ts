import { join } from 'node:path';
import { COMPONENTS } from '../../src/domain/components.js';
import type { PairDocument } from '../../projections/trials/documents.js';
import { FIRST_DAY, LAST_DAY, rowsOf, startOf } from './made-up-tallies.js';
import { newFolder } from './new-folder.js';
import { embeddedIn, RAPPORT, type Server, startServer } from './program.js';
import { progress } from './report.js';
import { recordTallies } from './record-tallies.js';

/** A server with synthetic tallies, and the documents that it was given. */
export interface TalliedServer extends Server {
  readonly relationships: readonly PairDocument[];
  readonly dayRows: number;
}

export async function talliedServer(events: number): Promise<TalliedServer> {
  const folder = newFolder();
  progress(`making up the tallies of ${events.toLocaleString('en-US')} events`);
  const relationships = await recordTallies(join(folder, 'views.db'), events);
  const dayRows = relationships.reduce(
    (sum, { days }) => sum + COMPONENTS.reduce((of, component) => of + days[component].flatMap(rowsOf).length, 0),
    0,
  );
  const server = await startServer([RAPPORT, 'serve', '--json'], embeddedIn(folder));
  return { ...server, relationships, dayRows };
}

/** The end of a random day of the ten years; every tenth time a moment of the last day, whose verdicts are counted one by one. */
export function anyMoment(n: number): string {
  const ms = 86_400_000;
  if (n % 10 === 9) return new Date(Date.parse(startOf(LAST_DAY)) + Math.floor(Math.random() * ms)).toISOString();
  const day = FIRST_DAY + Math.floor(Math.random() * (LAST_DAY - FIRST_DAY));
  return new Date(Date.parse(startOf(day + 1)) - 1).toISOString();
}

/** The durations of so many sequential runs, in milliseconds, ascending. */
export async function timesOf(count: number, run: (n: number) => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const startedAt = performance.now();
    await run(n);
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b);
}

/** The durations of two alternating runs, so that other load affects both alike. */
export async function timesInterleaved(count: number, one: (n: number) => unknown, other: (n: number) => unknown) {
  const ones: number[] = [];
  const others: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const startedAt = performance.now();
    await one(n);
    const between = performance.now();
    await other(n);
    ones.push(between - startedAt);
    others.push(performance.now() - between);
  }
  const sorted = (times: number[]): readonly number[] => times.sort((a, b) => a - b);
  return [sorted(ones), sorted(others)] as const;
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
