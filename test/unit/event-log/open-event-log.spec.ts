import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEventLog } from '../../../src/event-log/open-event-log.js';

let folder: string;
/** The client's own words, which repeat the URL. */
const warnings: unknown[][] = [];
beforeEach(async () => {
  warnings.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((...words) => void warnings.push(words));
  folder = await mkdtemp(join(tmpdir(), 'rapport-open-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const failureOf = (url: string) =>
  openEventLog(url).then(
    () => {
      throw new Error(`${url} was opened`);
    },
    (error: unknown) => error as { message: string },
  );

describe('opening an event log', () => {
  it.each([
    ['nothing', ''],
    ['another database', 'postgres://rapport:secret@localhost/rapport'],
    ['a path without its kind', './data/events.db'],
    ['a file without a path', 'file:'],
    ['a server without a host', 'esdb://'],
    ['a server with credentials alone', 'esdb://rapport:secret@'],
    ['an option that cannot be', 'esdb://rapport:secret@localhost:2113?tls=maybe'],
    ['a port that cannot be', 'kurrentdb://rapport:secret@localhost:port'],
    ['a misspelt kind', 'esdb+discovery://rapport:secret@localhost'],
    ['a colon in the password', 'esdb://rapport:a:secret@localhost'],
    ['a slash in the password', 'esdb://rapport:secret/x@localhost'],
    ['a question mark in the password', 'esdb://rapport:secret?x@localhost'],
    ['an option that there is not', 'esdb://rapport:secret@localhost?tsl=false'],
    ['an option that breaks appends', 'esdb://rapport:secret@localhost?throwOnAppendFailure=false'],
    ['an option without effect', 'esdb://rapport:secret@localhost?tls_verify_cert=false'],
  ])('refuses %s, tells what to do, and keeps the password to itself', async (_, url) => {
    const failure = await failureOf(url);
    expect(failure).toMatchObject({ code: 'INVALID_CONFIGURATION', field: 'EVENT_LOG', remedy: expect.any(String) });
    expect(JSON.stringify([failure.message, failure])).not.toContain('secret');
    expect(warnings).toEqual([]);
  });

  it('keeps a password to itself that was not encoded', async () => {
    const failure = await failureOf('esdb://rapport:sec@ret@127.0.0.1:1?tls=false');
    expect(failure).toMatchObject({ code: 'INVALID_CONFIGURATION', remedy: expect.stringContaining('%40') });
    expect(JSON.stringify([failure.message, failure])).not.toMatch(/sec|ret@/);
  });

  it('refuses a file that is no log', async () => {
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'Not a database, but long enough to be looked at. '.repeat(100));
    expect(await failureOf(`file:${file}`)).toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining(file) });
  });

  it('takes a file by its path and by its URL', async () => {
    const file = join(folder, 'events.db');
    for (const url of [`file:${file}`, pathToFileURL(file).href]) await (await openEventLog(url)).close();
  });
});
