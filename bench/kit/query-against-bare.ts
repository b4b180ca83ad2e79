import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './ask.js';
import { recordHospital } from './demo-hospital.js';
import { CONNECTIONS, load } from './load.js';
import { CpuTime } from './cpu-time.js';
import { newFolder } from './new-folder.js';
import { benchProgram, embeddedIn, RAPPORT, startServer } from './program.js';
import { progress } from './report.js';
import { interleaved } from './rounds.js';
import type { Row } from './row.js';
import { sized } from './size.js';

const SECONDS = sized(8, 1);

/**
 * Sends a query over HTTP on 32 connections to our server with a synthetic hospital, and to a bare Mercurius with the same
 * schema that returns the same response from memory.
 */
export async function queryAgainstBare(what: string, query: string, aim?: string): Promise<Row[]> {
  const folder = newFolder();
  progress('recording a made-up hospital');
  const { events } = await recordHospital(join(folder, 'events.db'), join(folder, 'views.db'), sized(50_000, 3_000));
  const rapport = await startServer([RAPPORT, 'serve', '--json'], embeddedIn(folder));
  await caughtUp(rapport.url);
  const answer = await ask(rapport.url, query);

  const answers = join(newFolder(), 'answers.json');
  writeFileSync(answers, JSON.stringify({ Query: answer }));
  const bare = await startServer(benchProgram('bare-mercurius', answers));
  if (JSON.stringify(await ask(bare.url, query)) !== JSON.stringify(answer)) throw new Error('the two answer differently');

  const latencies: number[] = [];
  const [oursCpu, bareCpu] = [new CpuTime(rapport), new CpuTime(bare)];
  const asked = async (url: string, cpu: CpuTime) => {
    const { requestsPerSecond, p99Milliseconds } = await cpu.of(
      () => load(url, SECONDS, query),
      ({ answered }) => answered,
    );
    if (url === rapport.url) latencies.push(p99Milliseconds);
    return requestsPerSecond;
  };
  const figures = await interleaved({ ours: () => asked(rapport.url, oursCpu), bare: () => asked(bare.url, bareCpu) });
  await Promise.all([rapport.stop(), bare.stop()]);
  const against = 'bare Mercurius (jit) with the same answer in memory';
  const byRate: Row = {
    what: `${what}, ${CONNECTIONS} connections`,
    unit: 'requests/s',
    ours: figures.ours.median,
    spread: figures.ours.spread,
    limits: [{ what: against, value: figures.bare.median }],
    ...(aim !== undefined && { aim }),
    notes: [
      `p99 ${Math.max(...latencies.slice(1))} ms; ${JSON.stringify(answer).length} bytes an answer; ${events.toLocaleString('en-US')} events behind the views`,
    ],
  };
  const [ours, beside] = [oursCpu.median(), bareCpu.median()];
  if (ours === undefined || beside === undefined) return [byRate];
  const byCpu = { what: `${what}, processor time`, unit: 'ms a request', ours, lessIsBetter: true };
  return [byRate, { ...byCpu, limits: [{ what: against, value: beside }] }];
}

const STATUS = '{ projectionStatus { state } }';

async function caughtUp(url: string): Promise<void> {
  for (;;) {
    const { projectionStatus } = (await ask(url, STATUS)) as { projectionStatus: { state: string }[] };
    if (projectionStatus.every(({ state }) => state === 'LIVE')) return;
    if (projectionStatus.some(({ state }) => state === 'STALLED')) throw new Error('a view is stalled');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
