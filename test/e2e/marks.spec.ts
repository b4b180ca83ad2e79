import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { inputFields } from '../../src/commands/edge/validate.js';
import { COMMANDS } from '../../src/domain/aggregates.js';
import type { CommandClass } from '../../src/domain/kernel/command.js';
import { PAYLOADS } from '../../src/graphql/command/payloads.js';
import { askAt } from '../support/ask-at.js';
import { marked, marksIn } from '../support/marked.js';
import { shell } from '../support/shell.js';
import { Program } from '../support/program.js';

let server: Program;
let url: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-marks-'));
  server = new Program('src/cli.ts', ['serve', '--json'], {
    ...{ PORT: '0', LOG_LEVEL: 'debug' },
    ...stores(),
  });
  await server.says('"url"');
  url = (JSON.parse(server.out) as { url: string }).url;
});
const stores = () => ({ EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` });
afterAll(async () => {
  await server.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

const MUTATIONS = COMMANDS.filter(({ definition }) => definition.aggregate in PAYLOADS);

/** What a command may be sent, with a mark in every text; of words and a key of words the one that is asked for. */
function inputOf(command: CommandClass, which: 'WORDS' | 'KEYS') {
  const fields = Object.entries(inputFields(command));
  const keys = fields.flatMap(([, { schema }]) => schema['x-words'] ?? []);
  const sent = fields.filter(([name, { schema }]) =>
    which === 'WORDS' ? !keys.includes(name) : schema['x-words'] === undefined,
  );
  const input = Object.fromEntries(sent.map(([name, { schema }]) => [name, marked(`${command.name}.${name}`, schema)]));
  // Where the stream stands is not what is refused here.
  delete input['expectedRevision'];
  if (which === 'WORDS') delete input['commandId'];
  return input;
}

async function send(command: CommandClass, input: object) {
  const mutation = command.name[0]!.toLowerCase() + command.name.slice(1);
  const query = `mutation ($input: ${command.name}Input!) { ${mutation}(input: $input) { position } }`;
  const { errors } = await askAt(url, query, { input });
  return errors?.[0]?.extensions.code ?? 'TAKEN';
}

it('Neither the log nor the metrics hold a text of any command, taken or refused', async () => {
  const codes = new Set<unknown>();
  for (const command of MUTATIONS) codes.add(await send(command, inputOf(command, 'KEYS')));
  // Some are taken, others are refused in more ways than one, and none by a defect.
  expect([...codes]).toEqual(expect.arrayContaining(['TAKEN', 'NOT_REGISTERED', 'INVALID_INPUT']));
  expect([...codes]).not.toContain('INTERNAL');
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(marksIn(metrics)).toEqual([]);
  expect(marksIn(server.err)).toEqual([]);
});

it('Words of people are in no event, view, feed, subscription, audit, log and metric, but are read by their key', async () => {
  const spoken = MUTATIONS.flatMap((command) =>
    Object.entries(inputFields(command)).flatMap(([name, { schema }]) => (schema['x-words'] ? [`${command.name}.${name}`] : [])),
  );
  const subscription = 'subscription { events(after: "") { type data } }';
  const heard: string[] = [];
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const stop = client.subscribe(
    { query: subscription },
    { next: (event) => heard.push(JSON.stringify(event)), error: () => undefined, complete: () => undefined },
  );

  const later = new Date(Date.now() + 86_400_000).toISOString();
  const needed = new Set([
    'RegisterDepartment',
    'RegisterServiceTeam',
    'StartInteraction',
    'EstablishRelationship',
    'PlanTouchpoint',
    'HoldTouchpoint',
    ...spoken.map((field) => field.split('.')[0]),
  ]);
  const order = (command: CommandClass) => [...needed].indexOf(command.name);
  for (const command of MUTATIONS.filter(({ name }) => needed.has(name)).toSorted((a, b) => order(a) - order(b))) {
    // Under ids that nobody has ended yet, and now.
    const input = JSON.parse(JSON.stringify(inputOf(command, 'WORDS')).replaceAll('"T1"', '"W1"')) as Record<string, unknown>;
    delete input['occurredAt'];
    for (const due of ['dueAt', 'nextUpdateBy']) if (due in input) input[due] = later;
    for (const other of ['parentId', 'touchpointId', 'businessGoalId'])
      if (inputFields(command)[other]?.optional) delete input[other];
    expect([command.name, await send(command, input)]).toEqual([command.name, 'TAKEN']);
  }

  const { data } = await askAt(url, '{ ticket(id: "W1") { title description textState summaryRef } }');
  expect(marksIn(JSON.stringify(data))).toEqual(['LogTicket.description', 'LogTicket.title']);
  const html = join(folder, 'audit.html');
  const today = new Date().toISOString().slice(0, 10);
  const audit = await shell(['audit', 'run', '--from', '2026-01-01', '--to', today, '--html', html], stores());
  expect(audit.exit).toBe(0);
  const feed = await (await fetch(`${url}/feed/events?after=start&until=end`)).text();
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const files = readdirSync(folder).filter((name) => name !== 'audit.html');
  const told = {
    ...{ feed, metrics, log: server.err, subscription: heard.join(), audit: readFileSync(html, 'utf8'), shell: audit.out },
    ...Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')])),
  };
  stop();
  await client.dispose();
  expect(feed).toContain('TicketLogged');
  expect(heard.join()).toContain('TicketLogged');
  for (const [where, text] of Object.entries(told))
    expect([where, marksIn(text).filter((mark) => spoken.includes(mark))]).toEqual([where, []]);
});
