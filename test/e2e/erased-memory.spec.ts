import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAt } from '../support/ask-at.js';
import { markOf, marksIn } from '../support/marked.js';
import { runs } from '../support/runs.js';
import { Program } from '../support/program.js';

let server: Program;
let url: string;
let folder: string;
/** Sends a command, whose values are variables: what stands in the text of a document is cached for a minute. */
const sent = (mutation: string, input: object, selection = 'position') => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  return askAt(url, `mutation ($input: ${type}!) { sent: ${mutation}(input: $input) { ${selection} } }`, { input });
};

/** Everything reachable in the memory of the server's main thread, which alone opens what is sealed. */
async function memory(): Promise<string> {
  const written = () => readdirSync(folder).find((name) => name.endsWith('.heapsnapshot'));
  server.child.kill('SIGUSR2');
  // The signal is handled between two requests, and the snapshot written before the next one.
  while (written() === undefined) await fetch(`${url}/health/live`);
  await fetch(`${url}/health/live`);
  return readFileSync(join(folder, written()!), 'latin1');
}

/** A heap snapshot takes long to write and to read: the long run has it, and `.ci/run`. */
describe.runIf(runs(false, true))('The memory of a server', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-erased-'));
    server = new Program('src/cli.ts', ['serve', '--json'], {
      ...{ PORT: '0', LOG_LEVEL: 'silent', EVENT_LOG: `file:${folder}/events.db`, VIEW_STORE: `file:${folder}/views.db` },
      NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}`,
    });
    await server.says('"url"');
    url = (JSON.parse(server.out) as { url: string }).url;
  });
  afterAll(async () => {
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  it('holds the words and the name of a person no more who was erased', async () => {
    const { data } = await sent('identifyPerson', { system: 'his', name: markOf('name') }, 'ref');
    const { ref } = data.sent as { ref: string };
    await sent('registerDepartment', { departmentId: 'icu', name: 'ICU', kind: 'CLINICAL' });
    const ticket = { departmentId: 'icu', kind: 'INCIDENT', channel: 'PHONE', clinicalImpact: 'NONE', requesterRef: ref };
    const logged = await sent('logTicket', {
      ...ticket,
      ticketId: 'T1',
      title: markOf('title'),
      description: markOf('description'),
    });
    expect(logged.errors).toBeUndefined();
    const tooLong = { title: markOf('refused').padEnd(100_000) };
    for (const refused of [{ ticketId: 'T2', departmentId: 'nowhere' }, { kind: 'SERVICE_REQUEST' }, tooLong])
      expect((await sent('logTicket', { ...ticket, ticketId: 'T1', title: markOf('refused'), ...refused })).errors).toHaveLength(
        1,
      );
    const held = '($ref: String!) { holdings(subject: $ref) { identity { name } texts { parts { words } } } }';
    expect(JSON.stringify(await askAt(url, `query ${held}`, { ref }))).toContain(markOf('description'));
    const erased = await sent('eraseDataSubject', { subject: ref, reason: markOf('reason') }, 'texts identities');
    expect(erased.data.sent).toMatchObject({ identities: 1 });
    expect(marksIn(await memory())).toEqual(['reason']);
  });
});
