import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Program } from '../../support/program.js';

const folder = mkdtempSync(join(tmpdir(), 'rapport-absent-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** How long a person is kept waiting, the start of the process on a busy machine included. */
const PATIENCE_MS = 45_000;

// Nothing listens on port 1.
it.each([
  ['event log', 'LOG_UNAVAILABLE', { EVENT_LOG: 'esdb://127.0.0.1:1?tls=false' }],
  [
    'view store',
    'VIEWS_UNAVAILABLE',
    {
      VIEW_STORE: 'mongodb://127.0.0.1:1/rapport?serverSelectionTimeoutMS=500',
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    },
  ],
])(
  'an %s that is not there at the start is said, with what to do',
  async (_, code, environment) => {
    const files = { EVENT_LOG: `file:${join(folder, 'events.db')}`, VIEW_STORE: `file:${join(folder, 'views.db')}` };
    const startedAt = Date.now();
    const settings = { PORT: '0', LOG_LEVEL: 'silent', STARTUP_WAIT_SECONDS: '0', ...files, ...environment };
    const program = new Program('src/cli.ts', ['serve', '--json'], settings);
    expect(await program.ended).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(PATIENCE_MS);
    const { error } = JSON.parse(program.out) as { error: { code: string; remedy: string } };
    expect(error.code).toBe(code);
    expect(error.remedy).toContain('127.0.0.1:1');
    expect(program.err).toContain(`error ${code}: `);
  },
  120_000,
);
