import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Durability, type Disk, GroupCommit } from '../../../src/event-log/embedded/group-commit.js';
import { EmbeddedEventLog } from '../../../src/event-log/embedded/embedded-event-log.js';
import { prepareSchema, toPosition } from '../../../src/event-log/embedded/schema.js';
import { encodeAppend } from '../../../src/event-log/event-log.js';
import { Database } from '../../../src/sqlite/database.js';
import { WrittenFile } from '../../../src/sqlite/opened-file.js';
import { newEvent, outcomeOf } from '../../contract/event-log/event-log-harness.js';

/** A disk that is as slow as the test wants, and says how it was asked. */
class TestDisk implements Disk {
  readonly asked: ('SYNC' | 'ASIDE')[] = [];
  failing: Error | undefined;
  private release: (() => void) | undefined;
  private gate: Promise<void> = Promise.resolve();

  hold(): void {
    this.gate = new Promise((resolve) => (this.release = resolve));
  }
  letGo(): void {
    this.release?.();
  }
  sync(): void {
    this.asked.push('SYNC');
    if (this.failing) throw this.failing;
  }
  async syncAside(): Promise<void> {
    this.asked.push('ASIDE');
    await this.gate;
    if (this.failing) throw this.failing;
  }
}

describe('Durability', () => {
  it('waits in place for a lone writer on a quick disk, and aside for several or on a slow one', async () => {
    const disk = new TestDisk();
    const durability = new Durability(disk);
    // How quick the disk is shows with the first.
    await durability.reached(1);
    await durability.reached(1);
    await durability.reached(2);
    disk.hold();
    const slow = durability.reached(2);
    setTimeout(() => disk.letGo(), 5);
    await slow;
    await durability.reached(1);
    expect(disk.asked).toEqual(['ASIDE', 'SYNC', 'ASIDE', 'ASIDE', 'ASIDE']);
  });

  it('takes nothing more after a failure: what is on the disk nobody can say', async () => {
    const disk = new TestDisk();
    const durability = new Durability(disk);
    disk.failing = new Error('EIO: i/o error, fdatasync');
    expect(await outcomeOf(durability.reached(1))).toBe('LOG_UNAVAILABLE');
    disk.failing = undefined;
    await expect(durability.reached(1)).rejects.toMatchObject({
      code: 'LOG_UNAVAILABLE',
      message: 'The event log could not be written: EIO: i/o error, fdatasync',
      remedy: expect.stringContaining('start Rapport again'),
    });
  });
});

describe('GroupCommit', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-commit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('answers nobody and tells no head before the disk has it, and takes the next meanwhile', async () => {
    const file = join(folder, 'events.db');
    const database = new Database(file);
    prepareSchema(database, 'events.db');
    const disk = new TestDisk();
    const heads: number[] = [];
    const commits = new GroupCommit(database, new Durability(disk), new WrittenFile(file), (head) => heads.push(head));
    disk.hold();
    let answered = 0;
    const append = (stream: string) =>
      commits.append(encodeAppend(stream, 'NO_STREAM', [newEvent()])).then(() => (answered += 1));
    const first = [append('a-1'), append('a-2')];
    while (disk.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = append('a-3');
    await new Promise((resolve) => setImmediate(resolve));
    expect({ answered, heads }).toEqual({ answered: 0, heads: [0] });
    disk.letGo();
    await Promise.all(first);
    expect(heads).toEqual([0, 2]);
    await second;
    expect(heads).toEqual([0, 2, 3]);
    database.close();
  });

  it('goes on from what is stored after a transaction that failed', async () => {
    const file = join(folder, 'events.db');
    const database = new Database(file);
    prepareSchema(database, 'events.db');
    const commits = new GroupCommit(database, new Durability(new TestDisk()), new WrittenFile(file), () => undefined);
    const append = () => commits.append(encodeAppend('a-1', 'NO_STREAM', [newEvent()]));
    const full = vi.spyOn(database, 'transaction').mockImplementationOnce((work) => {
      work();
      throw new Error('the disk is full');
    });
    database.exec('BEGIN');
    await expect(append()).rejects.toThrow('the disk is full');
    database.exec('ROLLBACK');
    full.mockRestore();
    expect(await append()).toMatchObject({ revision: 0, position: toPosition(1), repeated: false });
    database.close();
  });

  it('can be asked first for what writes nothing, in a file that was closed and opened again', async () => {
    const file = join(folder, 'events.db');
    const log = EmbeddedEventLog.open(file);
    await log.append('a-1', 'NO_STREAM', [newEvent()]);
    await log.close();
    const again = EmbeddedEventLog.open(file);
    expect(await outcomeOf(again.append('a-1', 'NO_STREAM', [newEvent()]))).toBe('WRONG_EXPECTED_REVISION');
    expect(await again.append('a-1', 0, [newEvent()])).toMatchObject({ revision: 1 });
    await again.close();
  });
});
