// The cost of authentication: the same queries and commands with an issuer's token, and without credentials on a server with
// open access. Runs in one process, client included, in alternating turns of a few requests: the difference sought is smaller
// than the machine's variation from one minute to the next.
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readConfiguration } from '../src/app/configuration/read-configuration.js';
import { openServer } from '../src/app/open-server.js';
import { AUDIENCE, LocalIssuer } from '../test/support/local-issuer.js';
import { recordHospital } from './kit/demo-hospital.js';
import { newFolder } from './kit/new-folder.js';
import { embeddedIn, inProject } from './kit/program.js';
import { progress, report } from './kit/report.js';
import type { Row } from './kit/row.js';
import { sized } from './kit/size.js';

const TURNS = sized(200, 20);
const REQUESTS = 10;
const WARMING_UP = sized(40, 5);
const REGISTER = 'mutation ($input: RegisterDepartmentInput!) { registerDepartment(input: $input) { position } }';
const LOG_TICKET = 'mutation ($input: LogTicketInput!) { logTicket(input: $input) { position } }';
const TICKET = { departmentId: 'benched', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };
const LIST = `{ tickets(first: 50) { edges { node { ticketId state loggedAt } } } }`;
const SCORES = `{ relationships(first: 50) { edges { node { relationshipId score { value components { component trials } } } } } }`;

const folder = newFolder();
progress('recording a made-up hospital');
await recordHospital(join(folder, 'events.db'), join(folder, 'views.db'), sized(20_000, 3_000));
const issuer = await LocalIssuer.start({});
const exp = Math.floor(Date.now() / 1_000) + 7_200;
const tokenOf = (role: string) => issuer.sign({ sub: role, groups: [role], departments: ['*'], exp });
const [administrator, analyst] = [await tokenOf('ADMINISTRATOR'), await tokenOf('ANALYST')];
const configuration = readConfiguration(
  {
    ...embeddedIn(folder),
    ACCESS: 'open',
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_ROLE_MAPPING: inProject('examples/local-issuer.yaml'),
  },
  folder,
);
const server = await openServer(configuration);
const url = `${await server.listen()}/graphql`;
const { log, projector } = server.services;
const caughtUp = async () => projector.caughtUp(await log.head(), new AbortController().signal);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * @param shown whether the token is in the header that the server reads; otherwise in another one, so that both requests have
 * equal length
 */
function ask(body: string, token: string, shown: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', [shown ? 'authorization' : 'x-not-looked-at']: `Bearer ${token}` },
    });
    asked.on('response', (response) => {
      text(response).then((answer) => (answer.includes('"errors":[') ? reject(new Error(answer)) : resolve()), reject);
    });
    asked.on('error', reject).end(body);
  });
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function rowOf(what: string, query: string, variables: object, token: string): Promise<Row> {
  const body = JSON.stringify({ query, variables });
  /** Returns processor time per request in milliseconds: other load may double wall-clock time, but hardly affects this. */
  const turn = async (shown: boolean) => {
    const startedAt = process.cpuUsage();
    for (let n = 0; n < REQUESTS; n += 1) await ask(body, token, shown);
    // So that the events of this turn are folded within it.
    if (variables !== NONE) await caughtUp();
    const { user, system } = process.cpuUsage(startedAt);
    return (user + system) / 1_000 / REQUESTS;
  };
  const known: number[] = [];
  const nobody: number[] = [];
  for (let n = 0; n < TURNS + WARMING_UP; n += 1) {
    for (const shown of n % 2 === 0 ? [true, false] : [false, true]) {
      const took = await turn(shown);
      if (n >= WARMING_UP) (shown ? known : nobody).push(took);
    }
  }
  progress(`${what}: ${median(known).toFixed(3)} ms and ${median(nobody).toFixed(3)} ms`);
  const ratios = known.map((took, n) => took / nobody[n]!);
  return {
    ...{ what, unit: 'ms of processor time', ours: median(known), lessIsBetter: true, aim: '95 %' },
    limits: [{ what: 'without an account, everybody let in', value: median(nobody) }],
    notes: [`${TURNS} turns of ${REQUESTS} each; a turn takes ${median(ratios).toFixed(3)} times the one beside it (median)`],
  };
}
const NONE = {};

await ask(
  JSON.stringify({ query: REGISTER, variables: { input: { departmentId: 'benched', name: 'B', kind: 'CLINICAL' } } }),
  administrator,
  true,
);
await caughtUp();
const rows = [
  await rowOf('a list of fifty tickets, with a token', LIST, NONE, administrator),
  await rowOf('a command, with a token', LOG_TICKET, { input: TICKET }, administrator),
  await rowOf('fifty scores, with the token of an analyst, who is told groups', SCORES, NONE, analyst),
];
agent.destroy();
await server.close();
await issuer.close();
report({ rows });
