import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OwnerNote, takeOwnership } from '../../src/app/owner/ownership.js';
import { Program } from '../support/program.js';

describe('The owner of the embedded files', () => {
  let directory: string;
  let processes: Program[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rapport-owner-'));
    processes = [];
  });
  afterEach(async () => {
    await Promise.all(processes.map((one) => one.kill()));
    rmSync(directory, { recursive: true });
  });

  const start = (...argv: string[]) => {
    const started = new Program('test/e2e/owner-process.ts', [directory, ...argv]);
    processes.push(started);
    return started;
  };
  const startOwner = async () => {
    const owner = start();
    await owner.says('OWNS');
    return owner;
  };
  const note = () => JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8')) as OwnerNote;

  it('carries out what a second process was asked to do, and that one says it as its own', async () => {
    await startOwner();
    const second = start('greet', 'ward');
    expect(await second.ended).toBe(3);
    expect(second.out).toBe('hello ward from /where/it/was/typed\n');
    expect(second.err).toBe('a warning\n[half-way]\n');
  });

  it('tells how to reach it to its own user only', async () => {
    await startOwner();
    expect(statSync(join(directory, 'owner.json')).mode & 0o777).toBe(0o600);
    expect(new URL(note().url).hostname).toBe('127.0.0.1');
  });

  it('opens to its token alone', async () => {
    await startOwner();
    const { url, token } = note();
    const knock = (authorization: string, path = '/owner/commands') =>
      fetch(url + path, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify({ argv: ['greet', 'x'], cwd: '/' }),
      });
    expect((await knock('')).status).toBe(403);
    expect((await knock(`Bearer ${'A'.repeat(token.length)}`)).status).toBe(403);
    expect((await knock(`Bearer ${token}`, '/')).status).toBe(404);
    const answer = await knock(`Bearer ${token}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('hello x');
  });

  it('leaves nothing in the way when it is killed: the next one takes the files, whatever the note says', async () => {
    const killed = await startOwner();
    const { url } = note();
    await killed.kill();
    expect(existsSync(join(directory, 'owner.json'))).toBe(true);
    const next = await startOwner();
    expect(next.out).not.toContain(url);
    expect(note().pid).toBe(next.child.pid);
  });

  it('stops the work when the caller is interrupted', async () => {
    const owner = await startOwner();
    const caller = start('wait');
    await caller.says('working');
    caller.child.kill('SIGINT');
    expect(await caller.ended).toBe(1);
    await owner.says('STOPPED');
    expect(caller.out).toContain('interrupted');
  });

  it('stops the work when the caller is killed', async () => {
    const owner = await startOwner();
    const caller = start('wait');
    await caller.says('working');
    caller.child.kill('SIGKILL');
    await owner.says('STOPPED');
  });

  it('when it dies half-way, the caller says so and what to do', async () => {
    const owner = await startOwner();
    const caller = start('wait');
    await caller.says('working');
    owner.child.kill('SIGKILL');
    expect(await caller.ended).toBe(1);
    expect(caller.out).toContain(`FAILED LOG_UNAVAILABLE The process that did the work (pid ${owner.child.pid!}) ended`);
  });

  it('that never says how to reach it is waited for, but not for ever', async () => {
    await start('silently').says('OWNS');
    await expect(takeOwnership([directory], { patience: 200 })).rejects.toMatchObject({
      code: 'STORE_BUSY',
      message: expect.stringContaining(directory),
    });
  });

  it('of one directory keeps others from holding the rest', async () => {
    await startOwner();
    const free = join(directory, 'a-free-one');
    expect(await takeOwnership([free, directory])).toMatchObject({ directory, note: { doing: 'test' } });
    const mine = await takeOwnership([free]);
    expect(mine).toHaveProperty('release');
    (mine as { release(): void }).release();
  });
});
