// What it costs to know who asks and what he may: the same questions and commands with a token of an issuer, and without an account on a server
// that lets everybody in; and with the token of an analyst, who is told groups of people.
import { join } from 'node:path';
import { AUDIENCE, LocalIssuer } from '../test/support/local-issuer.js';
import { ask } from './kit/ask.js';
import { CpuTime } from './kit/cpu-time.js';
import { recordHospital } from './kit/demo-hospital.js';
import { CONNECTIONS, load } from './kit/load.js';
import { newFolder } from './kit/new-folder.js';
import { embeddedIn, inProject, RAPPORT, startServer } from './kit/program.js';
import { caughtUp } from './kit/query-against-bare.js';
import { progress, report } from './kit/report.js';
import { takeTurns } from './kit/rounds.js';
import type { Row } from './kit/row.js';
import { sized } from './kit/size.js';
import { UNIQUE } from './kit/unique.js';

// Many short turns: what is sought is less than what one turn differs from the next.
const SECONDS = sized(3, 1);
const ROUNDS = sized(7, 1);
const REGISTER = 'mutation ($input: RegisterDepartmentInput!) { registerDepartment(input: $input) { position } }';
const LOG_TICKET = 'mutation ($input: LogTicketInput!) { logTicket(input: $input) { position revision repeated } }';
const TICKET = { commandId: UNIQUE, departmentId: 'benched', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE' };
const LIST = `{ tickets(first: 50) { edges { node { ticketId state loggedAt } } } }`;
const SCORES = `{ relationships(first: 50) { edges { node { relationshipId score { value components { component trials } } } } } }`;

const folder = newFolder();
progress('recording a made-up hospital');
await recordHospital(join(folder, 'events.db'), join(folder, 'views.db'), sized(50_000, 3_000));
const issuer = await LocalIssuer.start({});
const exp = Math.floor(Date.now() / 1_000) + 7_200;
const [administrator, analyst] = await Promise.all(
  ['ADMINISTRATOR', 'ANALYST'].map((role) => issuer.sign({ sub: role, groups: [role], departments: ['*'], exp })),
);
const rapport = await startServer([RAPPORT, 'serve', '--json'], {
  ...embeddedIn(folder),
  ACCESS: 'open',
  OIDC_ISSUER: issuer.url,
  OIDC_AUDIENCE: AUDIENCE,
  OIDC_ROLE_MAPPING: inProject('examples/local-issuer.yaml'),
});
await ask(rapport.url, REGISTER, { input: { departmentId: 'benched', name: 'Benched', kind: 'CLINICAL' } });
await caughtUp(rapport.url);

const rowOf = async (
  what: string,
  query: string,
  variables: object,
  tokens: Readonly<Record<string, string>>,
): Promise<Row[]> => {
  const cpus = new Map([
    ['nobody', new CpuTime(rapport)],
    ...Object.keys(tokens).map((name) => [name, new CpuTime(rapport)] as const),
  ]);
  const contenders = [...cpus].map(([name, cpu]) => {
    const turn = () => load(rapport.url, SECONDS, query, variables, tokens[name]);
    return [name, async () => (await cpu.of(turn, ({ answered }) => answered)).requestsPerSecond] as const;
  });
  const rates = await takeTurns(Object.fromEntries(contenders), ROUNDS);
  return Object.keys(tokens).flatMap((name): Row[] => {
    const beside = 'without an account, everybody let in';
    const [ours, without] = [cpus.get(name)!.median(), cpus.get('nobody')!.median()];
    const { median, spread } = rates[name]!;
    const rate = { what: `${what}, ${name}, ${CONNECTIONS} connections`, unit: 'a second', ours: median, spread };
    const byRate: Row = { ...rate, limits: [{ what: beside, value: rates['nobody']!.median }] };
    if (ours === undefined || without === undefined) return [byRate];
    const byCpu = { what: `${what}, ${name}, processor time`, unit: 'ms each', ours, lessIsBetter: true, aim: '95 %' };
    return [byRate, { ...byCpu, limits: [{ what: beside, value: without }] }];
  });
};
const rows = [
  ...(await rowOf('a list of tickets', LIST, {}, { 'with a token': administrator! })),
  ...(await rowOf('a list with scores', SCORES, {}, { 'with the token of an analyst': analyst! })),
  ...(await rowOf('a command', LOG_TICKET, { input: TICKET }, { 'with a token': administrator! })),
];
await rapport.stop();
await issuer.close();
report({ rows });
