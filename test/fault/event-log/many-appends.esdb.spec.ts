import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processOf } from '../../support/program.js';
import { startEventStoreDb, type TestEventStoreDb, whyNoEventStoreDb } from '../../support/servers/eventstoredb.js';

const COUNT = 400;
const reason = whyNoEventStoreDb();

// In a process of their own: what nobody catches is to end that one, as it would ours.
(reason === undefined ? describe : describe.skip)(
  `${COUNT} appends at once${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let folder: string;
    let server: TestEventStoreDb;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rapport-esdb-'));
      server = await startEventStoreDb({ file: join(folder, 'log.jsonl') });
    });
    afterEach(async () => {
      await server.stop('SIGKILL');
      await rm(folder, { recursive: true });
    });

    /** What to do before the appends are sent, after it, and when the process has told how they ended. */
    interface Trouble {
      before: () => unknown;
      after?: () => unknown;
      atEnd?: () => unknown;
    }
    /** Gives how the appends ended, what the repeated ones left, and how the process ended. */
    const appendThrough = async ({ before, after, atEnd }: Trouble) => {
      const program = processOf('test/fault/event-log/many-appends-child.ts');
      const child = spawn(process.execPath, [program, server.url, String(COUNT)], { stdio: ['pipe', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      const said: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        if (line === 'ready') {
          await before();
          child.stdin.write('go\n');
        } else if (line === 'sent') await after?.();
        else if (said.push(line) === 1) await atEnd?.();
      }
      const [code] = await ended;
      return { said, code: code as number | null };
    };

    const restart = async () => {
      await server.stop('SIGKILL');
      server = await startEventStoreDb({ port: server.port, file: join(folder, 'log.jsonl') });
    };
    const allUnavailable = JSON.stringify({ LOG_UNAVAILABLE: COUNT });
    const allOnce = JSON.stringify({ once: COUNT });

    it('are all refused when the connection is cut under them, and there once when repeated', async () => {
      const { said, code } = await appendThrough({
        before: () => server.faults({ delayMs: 1_000 }),
        after: async () => {
          await server.act('cut-connections');
          await server.faults({ delayMs: 0 });
        },
      });
      expect({ said, code }).toEqual({ said: [allUnavailable, allOnce], code: 0 });
    });

    it('are all refused when a server that takes nothing any more is killed, and there once when repeated', async () => {
      const { said, code } = await appendThrough({ before: () => server.signal('SIGSTOP'), after: restart });
      expect({ said, code }).toEqual({ said: [allUnavailable, allOnce], code: 0 });
    });

    it('are all refused in time by a frozen server, and there once when repeated', async () => {
      let sentAt = 0;
      let waited = Infinity;
      const { said, code } = await appendThrough({
        before: () => server.signal('SIGSTOP'),
        after: () => (sentAt = Date.now()),
        atEnd: () => {
          waited = Date.now() - sentAt;
          server.signal('SIGCONT');
        },
      });
      expect({ said, code }).toEqual({ said: [allUnavailable, allOnce], code: 0 });
      expect(waited).toBeLessThan(9_000);
    });
  },
);
