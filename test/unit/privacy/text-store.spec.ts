import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { MasterKeys } from '../../../src/privacy/keys/key-wrapper.js';
import { SubjectKeys } from '../../../src/privacy/keys/subject-keys.js';
import { openRecords } from '../../../src/privacy/store/open-records.js';
import type { PrivacyRecords } from '../../../src/privacy/store/records.js';
import { TextStore, type Words } from '../../../src/privacy/text-store.js';
import { Database } from '../../../src/sqlite/database.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const [OLD, NEW] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
const said = (subject: string, title: string, stream = 'ticket-T1'): Words => ({
  ...{ subject, stream, kind: 'LogTicket.summaryRef', parts: { title }, writtenAt: '2026-03-01T08:00:00.000Z' },
});

let folder: string;
const opened: PrivacyRecords[] = [];
async function open(texts = 'texts.db', master = OLD) {
  for (const records of opened.splice(0)) await records.close();
  const records = await openRecords({ engine: 'embedded', texts: join(folder, texts), keys: join(folder, 'keys.db') });
  opened.push(records);
  const keys = new SubjectKeys(records.keys, new MasterKeys(master, 'MASTER_KEY'));
  return { records, keys, store: await TextStore.over(records.texts, keys) };
}
beforeEach(() => void (folder = newFolder()));

describe('The text store', () => {
  it('gives words back to whoever has their key, also after a restart, and writes none of them in the clear', async () => {
    const words = said('ann', 'MARK<title>');
    const { store } = await open();
    await store.put([words]);
    await store.identify([{ ref: 'person-1', system: 'zammad', name: 'MARK<name>' }]);
    const ref = store.refOf(words);
    const again = await open();
    expect(again.store.refOf(words)).toBe(ref);
    expect((await again.store.get([ref, 'text-of-others'])).get(ref)).toMatchObject({
      state: 'KEPT',
      parts: { title: 'MARK<title>' },
    });
    expect(await again.store.identity('person-1')).toEqual({ ref: 'person-1', system: 'zammad', name: 'MARK<name>' });
    await opened.pop()!.close();
    for (const file of ['texts.db', 'keys.db']) expect(readFileSync(join(folder, file), 'latin1')).not.toContain('MARK');
  });

  it('names the same words of the same person in the same place alike, and no others', async () => {
    const { store } = await open();
    const refs = [said('ann', 'a'), said('ann', 'b'), said('bob', 'a'), said('ann', 'a', 'ticket-T2')].map((words) =>
      store.refOf(words),
    );
    expect(new Set(refs).size).toBe(4);
    expect(store.refOf(said('ann', 'a'))).toBe(refs[0]);
  });

  it('forgets a person, what others wrote in their streams, and nobody else', async () => {
    const { store } = await open();
    const [anns, onHers, bobs] = [said('ann', 'a'), said('it', 'about it'), said('bob', 'b', 'ticket-T2')];
    await store.put([anns, onHers, bobs]);
    await store.identify([{ ref: 'ann', system: 's', name: 'Ann' }]);
    expect(await store.forget('ann')).toEqual({ texts: 1, identities: 1 });
    expect(await store.forgetStreams(['ticket-T1'])).toBe(1);
    expect(await store.forget('ann')).toEqual({ texts: 0, identities: 0 });
    expect(await store.forgetStreams(['ticket-T1'])).toBe(0);
    const texts = await store.get([anns, onHers, bobs].map((words) => store.refOf(words)));
    expect([...texts.values()].map(({ state }) => state)).toEqual(['ERASED', 'ERASED', 'KEPT']);
    expect(await store.identity('ann')).toBeUndefined();
    expect(await store.held('ann')).toEqual([]);
  });

  it('leaves of whom it forgets no byte in its files: neither what was sealed nor the key that opens it', async () => {
    const { store, records } = await open();
    const words = said('ann', 'a'.repeat(500));
    await store.put([words, said('bob', 'b', 'ticket-T2')]);
    await store.identify([{ ref: 'ann', system: 's', name: 'Ann' }]);
    const [key] = await records.keys.keysOf(['ann']);
    const text = (await records.texts.getTexts([store.refOf(words)])).get(store.refOf(words)) as { readonly sealed: Uint8Array };
    const inFiles = (bytes: Uint8Array) =>
      readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(Buffer.from(bytes).subarray(-24)));
    expect(inFiles(key!.wrapped).map((file) => file.slice(0, 7))).toContain('keys.db');
    expect(inFiles(text.sealed).map((file) => file.slice(0, 8))).toContain('texts.db');
    await store.forget('ann');
    expect([inFiles(key!.wrapped), inFiles(text.sealed)]).toEqual([[], []]);
  });

  it('has not forgotten before who reads the files, as a backup does, lets go of what was there; nobody else waits for that', async () => {
    const { store, records } = await open();
    await store.put([said('ann', 'a')]);
    const [key] = await records.keys.keysOf(['ann']);
    const file = join(folder, 'keys.db');
    const isKept = () => [file, `${file}-wal`].some((name) => readFileSync(name).includes(Buffer.from(key!.wrapped)));
    const backup = new Database(file, { readonly: true });
    try {
      backup.exec('BEGIN; SELECT * FROM keys');
      const forgotten = store.forget('ann');
      while ((await records.keys.keysOf(['ann'])).length > 0) await nextTurn();
      expect(isKept()).toBe(true);
      backup.exec('COMMIT');
      await forgotten;
      expect(isKept()).toBe(false);
    } finally {
      backup.close();
    }
  });

  it('opens nothing with a destroyed key, though it opened something with it a moment before', async () => {
    const { keys } = await open();
    const { id } = (await keys.of(['ann'])).get('ann')!;
    expect((await keys.byId([id])).size).toBe(1);
    await keys.destroy('ann');
    expect((await keys.byId([id])).size).toBe(0);
    expect((await keys.of(['ann'])).get('ann')!.id).not.toBe(id);
  });

  it('keeps what is said after an erasure, and what a repeated command brings again stays erased', async () => {
    const { store } = await open();
    const [before, after] = [said('ann', 'before'), said('ann', 'after')];
    await store.put([before]);
    await store.forget('ann');
    await store.put([before, after]);
    const texts = await store.get([before, after].map((words) => store.refOf(words)));
    expect([...texts.values()].map(({ state }) => state)).toEqual(['ERASED', 'KEPT']);
    expect(await store.held('ann')).toMatchObject([{ parts: { title: 'after' } }]);
  });

  it('stays forgotten where an old copy of the texts is put back', async () => {
    const { store, records } = await open();
    const words = said('ann', 'a');
    await store.put([words]);
    const copy = await records.texts.getTexts([store.refOf(words)]);
    await store.forget('ann');
    const restored = await open('restored.db');
    await restored.records.texts.putTexts([...copy.values()].filter((text) => text !== 'FORGOTTEN'));
    expect((await restored.store.get([store.refOf(words)])).get(store.refOf(words))).toEqual({ state: 'ERASED' });
  });

  it('rotates the master key: what the old one wrapped is wrapped anew, and then it can go', async () => {
    const words = said('ann', 'a');
    const { store } = await open();
    await store.put([words]);
    const ref = store.refOf(words);
    await expect(open('texts.db', NEW)).rejects.toMatchObject({ code: 'INVALID_CONFIGURATION', field: 'MASTER_KEY_FILE' });
    const killed = await open('texts.db', `${NEW}\n${OLD}`);
    const { keys } = killed.records;
    const rewrap = keys.rewrap.bind(keys);
    keys.rewrap = async ([first]) => {
      await rewrap([first!]);
      throw new Error('killed');
    };
    await expect(killed.keys.rewrap()).rejects.toThrow('killed');
    // Half of it is done: neither key opens all alone, and both together go on from there.
    await expect(open('texts.db', NEW).then(({ store: half }) => half.get([ref]))).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
    });
    const both = await open('texts.db', `${NEW}\n${OLD}`);
    expect((await both.store.get([ref])).get(ref)).toMatchObject({ state: 'KEPT' });
    expect(await both.keys.rewrap()).toBe(1);
    expect(await both.keys.rewrap()).toBe(0);
    const rotated = await open('texts.db', NEW);
    expect(rotated.store.refOf(words)).toBe(ref);
    expect((await rotated.store.get([ref])).get(ref)).toMatchObject({ state: 'KEPT' });
  });

  it('opens nothing that was moved to another key or changed', async () => {
    const { store, records } = await open();
    const words = said('ann', 'a');
    await store.put([words]);
    const [text] = [...(await records.texts.getTexts([store.refOf(words)])).values()];
    if (typeof text !== 'object') throw new Error('It was put');
    await records.texts.putTexts([
      { ...text, ref: 'moved' },
      { ...text, ref: 'changed', sealed: text.sealed.map((byte) => byte ^ 1) },
    ]);
    const found = await store.get(['moved', 'changed']);
    expect([found.get('moved'), found.get('changed')]).toEqual([{ state: 'ERASED' }, { state: 'ERASED' }]);
  });

  it('tells at once that a master key is none', () => {
    for (const text of ['', 'short', Buffer.alloc(31).toString('base64')])
      expect(() => new MasterKeys(text, 'MASTER_KEY')).toThrow(
        expect.objectContaining({ code: 'INVALID_CONFIGURATION', field: 'MASTER_KEY' }),
      );
  });
});
