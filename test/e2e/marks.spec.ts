import { afterAll, beforeAll, expect, it } from 'vitest';
import { inputFields } from '../../src/commands/edge/input-schema.js';
import { COMMANDS } from '../../src/domain/aggregates.js';
import { PAYLOADS } from '../../src/graphql/resolvers/payloads.js';
import { askAt } from '../support/ask-at.js';
import { marked, marksIn } from '../support/marked.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { Program } from './program.js';

let server: Program;
let url: string;
const newFolder = temporaryFolders();
beforeAll(async () => {
  const folder = newFolder();
  server = new Program('src/cli.ts', ['serve', '--json'], {
    ...{ PORT: '0', LOG_LEVEL: 'debug' },
    EVENT_LOG: `file:${folder}/events.db`,
    VIEW_STORE: `file:${folder}/views.db`,
  });
  await server.says('"url"');
  url = (JSON.parse(server.out) as { url: string }).url;
}, 60_000);
afterAll(() => server.kill('SIGTERM'), 60_000);

it('Neither the log nor the metrics hold a text of any command, taken or refused', async () => {
  const codes = new Set<unknown>();
  for (const command of COMMANDS.filter(({ definition }) => PAYLOADS[definition.aggregate])) {
    const fields = Object.entries(inputFields(command));
    const input = Object.fromEntries(fields.map(([name, { schema }]) => [name, marked(`${command.name}.${name}`, schema)]));
    // Where the stream stands is not what is refused here.
    delete input['expectedRevision'];
    const mutation = command.name[0]!.toLowerCase() + command.name.slice(1);
    const query = `mutation ($input: ${command.name}Input!) { ${mutation}(input: $input) { position } }`;
    const { errors } = await askAt(url, query, { input });
    codes.add(errors?.[0]?.extensions.code ?? 'TAKEN');
  }
  // Some are taken, others are refused in more ways than one, and none by a defect.
  expect([...codes]).toEqual(expect.arrayContaining(['TAKEN', 'NOT_REGISTERED', 'INVALID_INPUT']));
  expect([...codes]).not.toContain('INTERNAL');
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(marksIn(metrics)).toEqual([]);
  expect(marksIn(server.err)).toEqual([]);
}, 60_000);
