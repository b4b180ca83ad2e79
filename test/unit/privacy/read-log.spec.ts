import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageOfReads, ReadLog } from '../../../src/privacy/read-log.js';
import { openRecords } from '../../../src/privacy/store/open-records.js';
import type { PrivacyRecords } from '../../../src/privacy/store/records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const SECRET = Buffer.alloc(32, 1);
const bob = { subject: 'bob', via: 'Ticket' };

describe('The record of reads', () => {
  let records: PrivacyRecords;
  let now: string;
  let log: ReadLog;
  beforeEach(async () => {
    const folder = newFolder();
    records = await openRecords({ engine: 'embedded', texts: `${folder}/texts.db`, keys: `${folder}/keys.db` });
    now = '2026-03-01T08:00:00.000Z';
    log = new ReadLog(records.reads, SECRET, () => now);
  });
  afterEach(() => records.close());

  const look = (subject: string, thing: string) => log.record(bob, [{ subject, thing }]);

  it('says who looked at whose what, when and through what', async () => {
    await look('ann', 'text-1');
    expect(await log.find({ subject: 'ann' }, { limit: 9 })).toMatchObject([
      { sequence: 1, at: now, reader: 'bob', via: 'Ticket', seen: [{ subject: 'ann', thing: 'text-1' }] },
    ]);
    await log.record(bob, []);
    expect(await log.count({})).toBe(1);
  });

  it('says of a page in one record what was seen of whom, and of each who asks', async () => {
    const page = ['ann', 'cleo', 'dan'].map((subject) => ({ subject, thing: `text of ${subject}` }));
    await log.record(bob, page);
    await look('cleo', 'text-2');
    expect(await log.find({ subject: 'ann' }, { limit: 9 })).toMatchObject([{ sequence: 1, seen: page }]);
    expect([await log.count({ subject: 'cleo' }), await log.count({})]).toEqual([2, 2]);
    expect(await log.verify()).toEqual({ reads: 2, brokenAt: null });
    const [first, second] = await records.reads.findReads({}, { limit: 9 });
    await records.reads.removeReads('9999');
    await records.reads.appendReads([{ ...first!, seen: page.slice(0, 2) }, second!]);
    expect((await log.verify()).brokenAt).toBe(1);
  });

  it('keeps one chain whoever writes, at once or from another process', async () => {
    const other = new ReadLog(records.reads, SECRET);
    const both = Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? log : other).record(bob, [{ subject: 'ann', thing: `text-${n}` }]),
    );
    await Promise.all(both);
    expect(await log.verify()).toEqual({ reads: 20, brokenAt: null });
  });

  it('refuses every look that an append took which failed, however many share it, and takes the next', async () => {
    const appends = vi.spyOn(records.reads, 'appendReads').mockRejectedValue(new Error('the disk is full'));
    const looks = ['a', 'b', 'c'].map((thing) => look('ann', thing));
    expect((await Promise.allSettled(looks)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    appends.mockRestore();
    await look('ann', 'd');
    expect(await log.find({}, { limit: 9 })).toMatchObject([{ seen: [{ thing: 'd' }] }]);
  });

  it('shows what was changed, and what is missing in the middle, though its number was closed up', async () => {
    for (const thing of ['a', 'b', 'c', 'd']) await look('ann', thing);
    const all = await records.reads.findReads({}, { limit: 9 });
    const tampered = async (change: typeof all) => {
      await records.reads.removeReads('9999');
      await records.reads.appendReads(change);
      return (await log.verify()).brokenAt;
    };
    expect(await tampered(all)).toBeNull();
    expect(await tampered(all.map((read) => (read.sequence === 2 ? { ...read, reader: 'eve' } : read)))).toBe(2);
    expect(await tampered(all.filter(({ sequence }) => sequence !== 3))).toBe(4);
    const closedUp = all.filter(({ sequence }) => sequence !== 3).map((read, index) => ({ ...read, sequence: index + 1 }));
    expect(await tampered(closedUp)).toBe(3);
  });

  it('shows that its newest end was cut off, or made anew, up to what was noted elsewhere', async () => {
    for (const thing of ['a', 'b', 'c']) await look('ann', thing);
    const anchor = async () => {
      const { sequence, hash, at } = (await log.last())!;
      return { sequence, hash, readAt: at };
    };
    const anchors = [await anchor()];
    await look('ann', 'd');
    const [a, b] = await records.reads.findReads({}, { limit: 9 });
    expect((await log.verify(anchors)).brokenAt).toBeNull();
    await records.reads.removeReads('9999');
    expect((await log.verify(anchors)).brokenAt).toBe(1);
    await records.reads.appendReads([a!, b!]);
    expect((await log.verify(anchors)).brokenAt).toBe(3);
    expect((await log.verify()).brokenAt).toBeNull();
    // Whoever has the key as well could write another end, of the same length.
    await look('ann', 'x');
    expect((await log.verify(anchors)).brokenAt).toBe(3);
  });

  it('begins later once old records went, and is whole nevertheless', async () => {
    await look('ann', 'a');
    now = '2032-03-02T08:00:00.000Z';
    await look('ann', 'b');
    expect(await log.forgetBefore('2032-01-01T00:00:00.000Z')).toBe(1);
    await look('ann', 'c');
    expect(await log.verify()).toEqual({ reads: 2, brokenAt: null });
  });

  it('pages both ways, the latest first', async () => {
    for (const thing of ['a', 'b', 'c', 'd', 'e']) await look('ann', thing);
    const things = (page: Awaited<ReturnType<typeof pageOfReads>>) => page.edges.map(({ node }) => node.seen[0]!.thing);
    const first = await pageOfReads(log, { subject: 'ann' }, { first: 2 });
    expect([things(first), await first.hasNextPage(), await first.totalCount()]).toEqual([['e', 'd'], true, 5]);
    const second = await pageOfReads(log, {}, { first: 9, after: first.endCursor });
    expect([things(second), await second.hasNextPage(), await second.hasPreviousPage()]).toEqual([['c', 'b', 'a'], false, true]);
    expect(things(await pageOfReads(log, {}, { last: 1, before: second.startCursor }))).toEqual(['d']);
    await expect(pageOfReads(log, {}, { after: 'x' })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });
});
