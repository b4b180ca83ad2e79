import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { EmbeddedViewStore } from '../../../src/view-store/embedded/embedded-view-store.js';
import { processOf } from '../../support/program.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { standing } from './pages.js';

const WRITER = processOf('test/fault/view-store/endless-writer.ts');
const folder = temporaryFolders();

/** Lets a process write until it has said this many pages, kills it on the spot, and gives the last page that it said. */
async function writeAndKill(file: string, pages: number): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(writer, 'exit');
  let last = 0;
  let said = 0;
  for await (const line of createInterface(writer.stdout)) {
    last = Number(line);
    if (++said === pages) writer.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  return last;
}

async function standingIn(file: string) {
  const store = new EmbeddedViewStore(file);
  try {
    return await standing(store);
  } finally {
    await store.close();
  }
}

it('A killed process leaves what it said it had written, and no checkpoint ahead of its documents', async () => {
  const file = join(folder(), 'views.db');
  for (const pages of [1, 37, 120]) {
    const said = await writeAndKill(file, pages);
    const { checkpoint, behindmost, foremost } = await standingIn(file);
    expect(checkpoint).toBeGreaterThanOrEqual(said);
    expect(behindmost).toBeGreaterThanOrEqual(checkpoint);
    expect(behindmost).toBe(foremost);
  }
});

it('A power cut that takes the end of the write-ahead log leaves no checkpoint ahead of its documents', async () => {
  const file = join(folder(), 'views.db');
  const said = await writeAndKill(file, 60);
  const size = statSync(`${file}-wal`).size;
  const found = [];
  for (let part = 1; part <= 40; part++) {
    const copy = join(folder(), 'views.db');
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    truncateSync(`${copy}-wal`, Math.floor((size * part) / 40));
    found.push(await standingIn(copy).catch((error: unknown) => ({ error })));
  }
  // Before the collection was made there is nothing to be ahead of.
  const standings = found.filter((standing) => 'checkpoint' in standing);
  for (const { checkpoint, behindmost, foremost } of standings) {
    expect(behindmost).toBeGreaterThanOrEqual(checkpoint);
    expect(behindmost).toBe(foremost);
  }
  expect(new Set(standings.map(({ checkpoint }) => checkpoint)).size).toBeGreaterThan(5);
  expect(standings.at(-1)!.checkpoint).toBeGreaterThanOrEqual(said);
});
