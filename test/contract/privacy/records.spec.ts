import { expect, it } from 'vitest';
import type { ReadRecord, SealedText, WrappedKey } from '../../../src/privacy/store/records.js';
import { overEngines } from './engines.js';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const text = (ref: string, others: Partial<SealedText> = {}): SealedText => ({
  ...{ ref, subject: 'ann', stream: 'ticket-T1', kind: 'LogTicket.summaryRef', writtenAt: '2026-03-01', putAt: '2026-03-01' },
  ...{ keyId: 'k1', sealed: bytes(ref) },
  ...others,
});
const key = (id: string, subject: string, others: Partial<WrappedKey> = {}): WrappedKey => ({
  ...{ id, subject, wrapped: bytes(id), master: 'm1' },
  ...others,
});
const read = (sequence: number, others: Partial<ReadRecord> = {}): ReadRecord => ({
  ...{ sequence, at: `2026-03-0${sequence}`, reader: 'bob', via: 'ticket', seen: [{ subject: 'ann', thing: 'text-1' }] },
  ...{ previous: `h${sequence - 1}`, hash: `h${sequence}` },
  ...others,
});
const of = (...subjects: readonly string[]) => ({ seen: subjects.map((one) => ({ subject: one, thing: `text of ${one}` })) });
const plain = (found: SealedText | 'FORGOTTEN' | undefined) =>
  typeof found === 'object' ? { ...found, sealed: Buffer.from(found.sealed).toString() } : found;

overEngines('What is kept of people', (subject) => {
  it('gives texts back as they were put, the first under a key', async () => {
    const { texts } = subject.records;
    await texts.putTexts([text('a'), text('b', { subject: 'bob' })]);
    await texts.putTexts([text('a', { sealed: bytes('another'), putAt: '2026-03-02' })]);
    const found = await texts.getTexts(['a', 'b', 'never']);
    expect(plain(found.get('a'))).toEqual({ ...text('a', { putAt: '2026-03-02' }), sealed: 'a' });
    expect(plain(found.get('b'))).toEqual({ ...text('b', { subject: 'bob' }), sealed: 'b' });
    expect(found.has('never')).toBe(false);
  });

  it('finds texts by subject, by stream, and by kind and age, in pages', async () => {
    const { texts } = subject.records;
    await texts.putTexts(
      [1, 2, 3].map((n) => text(`f${n}`, { subject: 'finn', stream: `ticket-F${n}`, kind: 'F', writtenAt: `2026-0${n}` })),
    );
    const refs = async (...asked: Parameters<typeof texts.findTexts>) => (await texts.findTexts(...asked)).map(({ ref }) => ref);
    expect(await refs({ subject: 'finn' }, 2)).toEqual(['f1', 'f2']);
    expect(await refs({ subject: 'finn' }, 2, 'f2')).toEqual(['f3']);
    expect(await refs({ stream: 'ticket-F2' }, 9)).toEqual(['f2']);
    await texts.putTexts([text('f0', { stream: 'ticket-F0', kind: 'F', writtenAt: '2026-01', putAt: '2026-04' })]);
    expect(await refs({ kind: 'F', writtenBefore: '2026-03', putBefore: '2026-04' }, 9)).toEqual(['f1', 'f2']);
  });

  it('keeps of a forgotten text that it was there, and nothing of it, whoever brings it again', async () => {
    const { texts } = subject.records;
    await texts.putTexts([text('x', { subject: 'xenia' })]);
    expect(await texts.forgetTexts(['x', 'never'])).toBe(1);
    expect(await texts.forgetTexts(['x'])).toBe(0);
    await texts.putTexts([text('x', { subject: 'xenia' })]);
    expect((await texts.getTexts(['x'])).get('x')).toBe('FORGOTTEN');
    expect(await texts.findTexts({ subject: 'xenia' }, 9)).toEqual([]);
  });

  it('tells which texts no event was seen to name, and lets go of those that were not brought again', async () => {
    const { texts } = subject.records;
    const unseen = async () => (await texts.unseenTexts('2020', 9)).map(({ ref }) => ref);
    await texts.putTexts(['u1', 'u2', 'u3'].map((ref) => text(ref, { putAt: '2019' })));
    expect(await unseen()).toEqual(['u1', 'u2', 'u3']);
    await texts.markSeen(['u1']);
    await texts.putTexts([text('u2', { putAt: '2021' })]);
    await texts.removeUnseen({ ref: 'u2', putAt: '2019' });
    await texts.removeUnseen({ ref: 'u3', putAt: '2019' });
    expect(await unseen()).toEqual([]);
    expect([...(await texts.getTexts(['u1', 'u2', 'u3'])).keys()].sort()).toEqual(['u1', 'u2']);
  });

  it('knows a person by either pseudonym, until they are forgotten, and then for good', async () => {
    const { texts } = subject.records;
    const person = { ref: 'p-old', keyed: 'person-new', keyId: 'k1', sealed: bytes('Ann') };
    await texts.putIdentities([person]);
    await texts.putIdentities([{ ...person, sealed: bytes('somebody else') }]);
    for (const pseudonym of ['p-old', 'person-new']) {
      const found = await texts.getIdentity(pseudonym);
      expect({ ...found, sealed: Buffer.from(found!.sealed).toString() }).toEqual({ ...person, sealed: 'Ann' });
    }
    expect(await texts.forgetIdentity('p-old')).toBe(1);
    expect(await texts.forgetIdentity('p-old')).toBe(0);
    expect(await texts.forgetIdentity('never-known')).toBe(0);
    await texts.putIdentities([person, { ...person, ref: 'never-known', keyed: 'person-other' }]);
    for (const pseudonym of ['p-old', 'person-new', 'never-known', 'person-other'])
      expect(await texts.getIdentity(pseudonym)).toBeUndefined();
  });

  it('keeps notes', async () => {
    const { texts } = subject.records;
    expect(await texts.note('carried over')).toBeUndefined();
    await texts.setNote('carried over', 'half');
    await texts.setNote('carried over', 'all');
    expect(await texts.note('carried over')).toBe('all');
    for (const name of ['told: a', 'told: b', 'told', 'toll: a']) await texts.setNote(name, '');
    expect(await texts.notesUnder('told: ')).toEqual(new Set(['told: a', 'told: b']));
  });

  it('keeps one key a subject, the first one, until it is destroyed', async () => {
    const { keys } = subject.records;
    await keys.addKeys([key('k1', 'ann')]);
    await keys.addKeys([key('k2', 'ann'), key('k3', 'ada')]);
    expect((await keys.keysOf(['ann', 'ada', 'nobody'])).map(({ id }) => id).sort()).toEqual(['k1', 'k3']);
    expect((await keys.keysById(['k1', 'k2'])).map(({ id, wrapped }) => [id, Buffer.from(wrapped).toString()])).toEqual([
      ['k1', 'k1'],
    ]);
    expect(await keys.removeKey('ann')).toBe(true);
    expect(await keys.removeKey('ann')).toBe(false);
    expect(await keys.keysById(['k1'])).toEqual([]);
  });

  it('wraps keys anew, but none that was destroyed meanwhile', async () => {
    const { keys } = subject.records;
    await keys.addKeys([key('r1', 'rita'), key('r2', 'rolf')]);
    const old = (await keys.notUnder('m2', 9)).filter(({ id }) => id.startsWith('r'));
    await keys.removeKey('rolf');
    await keys.rewrap(old.map((one) => ({ ...one, wrapped: bytes('anew'), master: 'm2' })));
    const [rita, ...others] = await keys.keysOf(['rita', 'rolf']);
    expect([rita?.master, Buffer.from(rita!.wrapped).toString()]).toEqual(['m2', 'anew']);
    expect(others).toEqual([]);
  });

  it('appends reads, all of them or none where a number is taken', async () => {
    const { reads } = subject.records;
    expect(await reads.lastRead()).toBeUndefined();
    expect(await reads.appendReads([read(1), read(2, of('bob'))])).toBe(true);
    expect(await reads.appendReads([read(2), read(3)])).toBe(false);
    expect(await reads.lastRead()).toEqual(read(2, of('bob')));
    expect(await reads.appendReads([read(3), read(4, of('cleo', 'ann', 'dan'))])).toBe(true);
    expect(await reads.lastRead()).toEqual(read(4, of('cleo', 'ann', 'dan')));
    const numbers = async (...asked: Parameters<typeof reads.findReads>) =>
      (await reads.findReads(...asked)).map(({ sequence }) => sequence);
    expect(await numbers({}, { limit: 9 })).toEqual([1, 2, 3, 4]);
    expect(await numbers({ subject: 'ann' }, { limit: 2, backwards: true })).toEqual([4, 3]);
    expect(await numbers({ subject: 'ann' }, { limit: 9, after: 1, before: 4 })).toEqual([3]);
    expect(await numbers({ from: '2026-03-02', to: '2026-03-04' }, { limit: 9 })).toEqual([2, 3]);
    expect(await reads.countReads({ subject: 'ann', from: '2026-03-02' })).toBe(2);
    expect(await numbers({ subject: 'dan', from: '2026-03-02' }, { limit: 9 })).toEqual([4]);
    const { reader } = read(1);
    expect(await numbers({ subject: 'dan', reader, from: '2026-03-02' }, { limit: 9 })).toEqual([4]);
    expect(await numbers({ subject: 'dan', reader: 'nobody' }, { limit: 9 })).toEqual([]);
    expect(await reads.countReads({ reader })).toBe(4);
    expect(await reads.removeReads('2026-03-03')).toBe(2);
    expect(await numbers({}, { limit: 9 })).toEqual([3, 4]);
  });
});
