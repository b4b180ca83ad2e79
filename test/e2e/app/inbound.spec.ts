import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEveryEngine } from './on-every-engine.js';

const SECRET = 'a secret of the hospital';

/** Ids that no other test has: an event log may be shared. */
const desk = `desk${randomUUID().slice(0, 8)}`;
const folder = mkdtempSync(join(tmpdir(), 'rapport-inbound-'));
beforeAll(() => {
  writeFileSync(
    join(folder, 'desk.yaml'),
    `
name: desk
format: { type: json, columns: [ticket, status, changed, team, ward] }
source: { system: ${desk} }
fidelity: HISTORY
record: { key: ticket }
times: { changed: iso }
occurredAt: changed
registers:
  teams: { column: team, id: '${desk}-{team}' }
  departments: { column: ward, id: '${desk}-{ward}' }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
states: { of: status, values: { New: NEW, Done: RESOLVED } }
inbound: { hmac: { header: X-Signature, algorithm: sha256, encoding: hex } }
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

onEveryEngine(
  'What a source system posts',
  (server) => {
    const row = (status: string, hour: number, more: object = {}) => ({
      ticket: 1,
      status,
      changed: `2026-03-01T0${hour}:00:00Z`,
      team: 'Desk',
      ward: 'Ward 1',
      ...more,
    });
    const post = async (body: unknown, { to = 'desk', secret = SECRET, ...more }: Record<string, string> = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const signature = createHmac('sha256', secret).update(text).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-signature': signature, ...more };
      const response = await fetch(new URL(`/inbound/${to}`, server.url), { method: 'POST', headers, body: text });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };

    it('is taken through its mapping, once', async () => {
      const first = await post(row('New', 8));
      expect(first).toMatchObject({ status: 200, body: { records: 1, rejects: [] } });
      // Department, team, ticket, assignment.
      expect(first.body['events']).toEqual({ appended: 4, alreadyThere: 0 });
      expect((await post(row('New', 8))).body['events']).toMatchObject({ appended: 0 });
      const many = await post([row('New', 8), row('Done', 9), row('Lost', 9)]);
      expect(many).toMatchObject({
        status: 200,
        body: { events: { appended: 1 }, rejects: [{ row: 3, code: 'UNKNOWN_STATE' }] },
      });
    });

    it('is refused in the one form of errors, and changes nothing', async () => {
      const refusal = async (body: unknown, options?: Record<string, string>) => {
        const { status, body: answer } = await post(body, options);
        return { status, ...(answer['error'] as { code: string; message: string; remedy: string }) };
      };
      const refused = async (body: unknown, options?: Record<string, string>) => {
        const { status, code } = await refusal(body, options);
        return `${status} ${code}`;
      };
      expect(await refused(row('New', 8), { secret: 'a secret of somebody else' })).toBe('401 WRONG_SIGNATURE');
      expect(await refused(row('New', 8), { to: 'zammad' })).toBe('404 NOT_FOUND');
      expect(await refused('{')).toBe('400 INVALID_INPUT');
      expect(await refused('7')).toBe('400 INVALID_INPUT');
      expect(await refused(row('Lost', 8))).toBe('400 INVALID_INPUT');
      expect(await refusal(' '.repeat(1024 * 1024 + 1))).toMatchObject({ status: 413, remedy: 'Send a smaller request.' });
      const packed = await refusal(row('New', 8), { 'content-encoding': 'gzip' });
      expect(packed).toMatchObject({ status: 400, message: 'The body is compressed (Content-Encoding: gzip)' });
    });
  },
  { MAPPINGS_FOLDER: folder, INBOUND_SECRET_DESK: SECRET },
);
