// The effect of a backup on commands: writers over HTTP, each pausing between two tickets, during `rapport backup` and without
// it.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './kit/ask.js';
import { embedded, recordHospital } from './kit/demo-hospital.js';
import { newFolder } from './kit/new-folder.js';
import { embeddedIn, RAPPORT, run, startServer } from './kit/program.js';
import { progress, report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import { sized } from './kit/size.js';
import { quantile } from './kit/tallied-server.js';
import { openServices } from '../src/app/open-services.js';

const WRITERS = 16;
const PAUSE_MS = 20;
const SECONDS = sized(10, 1);
const LOG_TICKET = 'mutation ($input: LogTicketInput!) { logTicket(input: $input) { position } }';
const TICKET = { kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE', category: 'Printing', priority: 3 };

const folder = newFolder();
const env = embeddedIn(folder);
progress('recording a made-up hospital');
const [log, views] = [join(folder, 'events.db'), join(folder, 'views.db')];
const { events } = await recordHospital(log, views, sized(200_000, 5_000));
progress('building its views');
const services = await openServices(embedded(log, views, 'all'));
await services.projector.caughtUp(await services.log.head());
await services.close();

const server = await startServer([RAPPORT, 'serve', '--json'], env);
const { departments } = (await ask(server.url, '{ departments(first: 1) { edges { node { departmentId } } } }')) as {
  departments: { edges: { node: { departmentId: string } }[] };
};
const departmentId = departments.edges[0]!.node.departmentId;

/** Sends commands until `end` returns true. Returns their durations in milliseconds, ascending. */
async function commandsUntil(end: () => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  const writer = async () => {
    while (!end()) {
      const startedAt = performance.now();
      await ask(server.url, LOG_TICKET, { input: { ...TICKET, departmentId } });
      times.push(performance.now() - startedAt);
      await pause(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return times.sort((a, b) => a - b);
}

const [longest, seconds]: [number[], number[]] = [[], []];
const figures = await interleaved({
  ours: async () => {
    let done = false;
    const backup = run([RAPPORT, 'backup', join(newFolder(), 'backup')], env).finally(() => (done = true));
    const times = await commandsUntil(() => done);
    seconds.push((await backup).seconds);
    longest.push(times.at(-1)!);
    return quantile(times, 0.99);
  },
  without: async () => {
    const end = performance.now() + SECONDS * 1_000;
    return quantile(await commandsUntil(() => performance.now() > end), 0.99);
  },
});
await server.stop();

report({
  rows: [
    {
      what: `commands over HTTP during a backup, ${WRITERS} writers, ${events.toLocaleString('en-US')} events with their views, p99`,
      unit: 'ms',
      ours: figures.ours.median,
      spread: figures.ours.spread,
      limits: [{ what: 'the same without a backup', value: figures.without.median }],
      lessIsBetter: true,
      aim: '100 ms',
      notes: [
        `longest command during one ${Math.max(...longest).toFixed(0)} ms`,
        `a backup took ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s`,
      ],
    },
  ],
});
