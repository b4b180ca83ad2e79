import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { START } from '../../../src/domain/kernel/event.js';
import { Durability, GroupCommit } from '../../../src/event-log/embedded/group-commit.js';
import { EmbeddedEventLog } from '../../../src/event-log/embedded/embedded-event-log.js';
import { prepareSchema } from '../../../src/event-log/embedded/schema.js';
import { encodeAppend } from '../../../src/event-log/event-log.js';
import { Database } from '../../../src/sqlite/database.js';
import { WrittenFile, WriteAheadFile } from '../../../src/sqlite/opened-file.js';
import { collect, idsOf, newEvent, outcomeOf } from '../../contract/event-log/event-log-harness.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-full-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const large = () => [newEvent({ text: 'x'.repeat(50_000) })];

it('refuses everyone in the transaction that found no room, and goes on as if it had not been', async () => {
  const file = join(folder, 'events.db');
  const database = new Database(file);
  prepareSchema(database, 'events.db');
  const heads: number[] = [];
  const disk = new WriteAheadFile(file);
  const commits = new GroupCommit(database, new Durability(disk), new WrittenFile(file), (head) => heads.push(head));
  await commits.append(encodeAppend('full-1', 'NO_STREAM', [newEvent()]));
  database.exec('PRAGMA max_page_count=20');
  const events = large();
  const small = [newEvent()];
  const repeated = encodeAppend('full-1', 'ANY', small);
  const outcomes = await Promise.all([
    outcomeOf(commits.append(repeated)),
    outcomeOf(commits.append(encodeAppend('full-2', 'NO_STREAM', [...events, ...large()]))),
    outcomeOf(commits.append(encodeAppend('full-3', 'NO_STREAM', [newEvent()]))),
  ]);
  expect(outcomes).toEqual(['DISK_FULL', 'DISK_FULL', 'DISK_FULL']);
  database.exec('PRAGMA max_page_count=1000');
  // The ids that were not written are not remembered either.
  expect(await commits.append(repeated)).toMatchObject({ revision: 1, position: '0000000000000002' });
  expect(await commits.append(encodeAppend('full-2', 'NO_STREAM', events))).toMatchObject({
    revision: 0,
    position: '0000000000000003',
  });
  expect(heads).toEqual([0, 1, 2, 3]);
  disk.close();
  database.close();
});

/** A disk of two megabytes. Mounting needs rights that not everybody has. */
function mountSmallDisk(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('on a disk that is full', () => {
  it('says DISK_FULL, keeps what was acknowledged, and works again once there is room', async () => {
    if (!mountSmallDisk(folder)) return console.warn('skipped: not allowed to mount a small disk');
    try {
      const log = EmbeddedEventLog.open(join(folder, 'events.db'));
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(1_000_000));
      const acknowledged: string[] = [];
      const fill = async () => {
        for (;;) {
          const events = large();
          await log.append(`full-${acknowledged.length}`, 'NO_STREAM', events);
          acknowledged.push(...idsOf(events));
        }
      };
      expect(await outcomeOf(fill())).toBe('DISK_FULL');
      expect(await outcomeOf(log.append('full-again', 'NO_STREAM', large()))).toBe('DISK_FULL');
      expect(idsOf((await collect(log.read(START))).events)).toEqual(acknowledged);
      rmSync(join(folder, 'ballast'));
      const events = large();
      await log.append('full-after', 'NO_STREAM', events);
      await log.close();

      const reopened = EmbeddedEventLog.open(join(folder, 'events.db'));
      expect(idsOf((await collect(reopened.read(START))).events)).toEqual([...acknowledged, ...idsOf(events)]);
      await reopened.close();
    } finally {
      execFileSync('umount', ['-l', folder]);
    }
  });
});
