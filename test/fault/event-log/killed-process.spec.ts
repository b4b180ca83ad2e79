import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { START, type RecordedEvent } from '../../../src/domain/kernel/event.js';
import { EmbeddedEventLog } from '../../../src/event-log/embedded/embedded-event-log.js';
import { collect } from '../../contract/event-log/event-log-harness.js';
import { processOf } from '../../support/program.js';

const ROUNDS = 5;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-killed-'));
  file = join(folder, 'events.db');
});
afterEach(() => rm(folder, { recursive: true }));

const startAppending = () => {
  const child = spawn(process.execPath, [processOf('test/fault/event-log/appending-child.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout }), ended: once(child, 'exit') };
};

const readAll = async (): Promise<RecordedEvent[]> => {
  const log = EmbeddedEventLog.open(file);
  const { events } = await collect(log.read(START));
  await log.close();
  return events;
};

it('loses nothing acknowledged and leaves no half append when killed while writing', async () => {
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const { child, lines, ended } = startAppending();
    const enough = 1 + Math.floor(Math.random() * 300);
    let seen = 0;
    for await (const line of lines) {
      const [stream = '', revision = ''] = line.split(' ');
      acknowledged.set(stream, Number(revision));
      // What is still in the pipe after the kill was acknowledged too, so reading goes on to its end.
      if (++seen === enough) child.kill('SIGKILL');
    }
    await ended;
    expect(seen).toBeGreaterThanOrEqual(enough);

    const events = await readAll();
    expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ id }) => id))).toHaveProperty('size', events.length);
    const heads = new Map<string, number>();
    for (const { stream, revision, data } of events) {
      expect(revision).toBe((heads.get(stream) ?? -1) + 1);
      expect(data).toMatchObject({ revision });
      heads.set(stream, revision);
    }
    for (const [stream, revision] of acknowledged) expect(heads.get(stream)).toBeGreaterThanOrEqual(revision);
  }
});

it('belongs to one process at a time', async () => {
  const log = EmbeddedEventLog.open(file);
  const { lines, ended } = startAppending();
  const said: string[] = [];
  for await (const line of lines) said.push(line);
  await ended;
  expect(said).toEqual(['STORE_BUSY']);
  await log.close();
});
