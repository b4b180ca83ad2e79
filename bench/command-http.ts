// Commands as a client sends them: GraphQL over HTTP on 32 connections to a server in its own process, each durable before the
// response.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedEventLog } from '../src/event-log/embedded/embedded-event-log.js';
import { ask } from './kit/ask.js';
import { durableWrites } from './kit/durable-writes.js';
import { CONNECTIONS, type Load, load } from './kit/load.js';
import { newFolder } from './kit/new-folder.js';
import { benchProgram, embeddedIn, RAPPORT, startServer } from './kit/program.js';
import { report } from './kit/report.js';
import { interleaved } from './kit/rounds.js';
import { bytesOf, sampleEvent } from './kit/sample-event.js';
import { sized } from './kit/size.js';
import { UNIQUE } from './kit/unique.js';

const SECONDS = sized(8, 1);
const LOG_TICKET = 'mutation ($input: LogTicketInput!) { logTicket(input: $input) { position revision repeated } }';
const REGISTER = 'mutation ($input: RegisterDepartmentInput!) { registerDepartment(input: $input) { position } }';
const TICKET = {
  commandId: UNIQUE,
  departmentId: 'radiology',
  kind: 'INCIDENT',
  channel: 'PHONE',
  clinicalImpact: 'NONE',
  category: 'Printing',
  priority: 3,
};

const folder = newFolder();
const rapport = await startServer([RAPPORT, 'serve', '--json'], embeddedIn(folder));
await ask(rapport.url, REGISTER, { input: { departmentId: 'radiology', name: 'Radiology', kind: 'CLINICAL' } });
const first = await ask(rapport.url, LOG_TICKET, { input: { ...TICKET, commandId: 'first' } });

const answers = join(newFolder(), 'answers.json');
writeFileSync(answers, JSON.stringify({ Mutation: first }));
const bare = await startServer(benchProgram('bare-mercurius', answers));

let commands = 1;
const latencies: number[] = [];
const sent = async (url: string): Promise<Load> => load(url, SECONDS, LOG_TICKET, { input: TICKET });
const figures = await interleaved({
  ours: async () => {
    const { requestsPerSecond, p99Milliseconds, answered } = await sent(rapport.url);
    commands += answered;
    latencies.push(p99Milliseconds);
    return requestsPerSecond;
  },
  bare: async () => (await sent(bare.url)).requestsPerSecond,
  disk: async () => durableWrites(sized(2, 0.3), bytesOf(sampleEvent()), CONNECTIONS),
});
await Promise.all([rapport.stop(), bare.stop()]);

/** Counts the tickets in the log, because a response of 200 may still contain errors. */
async function logged(): Promise<number> {
  const log = EmbeddedEventLog.open(join(folder, 'events.db'));
  let events = 0;
  for await (const page of log.read('')) events += page.filter(({ type }) => type === 'TicketLogged').length;
  await log.close();
  return events;
}
const recorded = await logged();
if (recorded < commands) throw new Error(`${commands} commands were answered, but ${recorded} are in the log`);

const [, ...measuredLatencies] = latencies;
report({
  rows: [
    {
      what: `commands over HTTP, ${CONNECTIONS} connections`,
      unit: 'commands/s',
      ours: figures.ours.median,
      spread: figures.ours.spread,
      limits: [
        { what: 'bare Mercurius, the same mutation, nothing recorded', value: figures.bare.median },
        { what: `${CONNECTIONS} events a write + fdatasync`, value: figures.disk.median },
      ],
      aim: '8,000 commands/s',
      notes: [
        `p99 ${Math.max(...measuredLatencies)} ms; ${commands} answered, all of them found in the log afterwards`,
        'the sending process shares the machine with the server; the projector works on the new events meanwhile',
      ],
    },
  ],
});
