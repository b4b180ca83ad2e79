import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import type { KeyWrapper } from '../../../src/privacy/keys/key-wrapper.js';
import { KEY_BYTES, open, seal } from '../../../src/privacy/keys/sealing.js';
import { type Privacy, privacyOver } from '../../../src/privacy/privacy.js';
import { openRecords } from '../../../src/privacy/store/open-records.js';
import type { PrivacyRecords } from '../../../src/privacy/store/records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();

/** A key management service: its keys never leave it, it answers later, and now and then not at all. */
class KeyService {
  isDown = false;
  calls = 0;
  atOnce = 0;
  mostAtOnce = 0;
  private readonly keys = new Map<string, Uint8Array>();

  /** A wrapper that has it wrap with one of its keys, and unwrap with any. */
  wrapperOf(id: string): KeyWrapper {
    this.keys.set(id, this.keys.get(id) ?? randomBytes(KEY_BYTES));
    return {
      id,
      wrap: (key, keyId) => this.call(() => seal(this.keys.get(id)!, key, keyId)),
      unwrap: (wrapped, keyId, master) => this.call(() => open(this.keys.get(master)!, wrapped, keyId)!),
    };
  }

  private async call<T>(work: () => T): Promise<T> {
    this.calls += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise((answered) => setImmediate(answered));
    this.atOnce -= 1;
    if (this.isDown) throw new RapportError('VIEWS_UNAVAILABLE', 'The key management service does not answer');
    return work();
  }
}

describe('a key management service in place of the master key', () => {
  let records: PrivacyRecords;
  let service: KeyService;
  let privacy: Privacy;
  beforeEach(async () => {
    const folder = newFolder();
    records = await openRecords({ engine: 'embedded', texts: `${folder}/texts.db`, keys: `${folder}/keys.db` });
    service = new KeyService();
    privacy = await privacyOver(records, service.wrapperOf('first'));
  });
  afterEach(() => records.close());

  const words = (subject: string, title: string) => ({
    ...{ subject, stream: `ticket-${subject}`, kind: 'LogTicket.summaryRef', parts: { title } },
    writtenAt: '2026-03-01T08:00:00.000Z',
  });
  const put = async (subject: string, title: string) => {
    const ref = privacy.texts.refOf(words(subject, title));
    await privacy.texts.put([words(subject, title)]);
    return ref;
  };

  it('makes a key anew for whom an erasure destroys the one just made', async () => {
    const { keys } = records;
    const addKeys = keys.addKeys.bind(keys);
    keys.addKeys = async (added) => {
      keys.addKeys = addKeys;
      await addKeys(added);
      for (const { subject } of added) await keys.removeKey(subject);
    };
    const ref = await put('ada', 'The viewer');
    expect((await privacy.texts.get([ref])).get(ref)).toMatchObject({ state: 'KEPT', parts: { title: 'The viewer' } });
  });

  it('wraps a key once a subject, and is asked again only by a process that does not know the key', async () => {
    const ref = await put('ann', 'The printer');
    const { calls } = service;
    await put('ann', 'The screen');
    expect((await privacy.texts.get([ref])).get(ref)).toMatchObject({ state: 'KEPT', parts: { title: 'The printer' } });
    expect(service.calls).toBe(calls);
    const another = await privacyOver(records, service.wrapperOf('first'));
    expect((await another.texts.get([ref])).get(ref)).toMatchObject({ parts: { title: 'The printer' } });
    expect(service.calls).toBeGreaterThan(calls);
  });

  it('turns to another of its keys without a text being sealed anew, some calls at a time', async () => {
    const refs: string[] = [];
    for (let n = 0; n < 40; n += 1) refs.push(await put(`person-${n}`, `Words ${n}`));
    const turned = await privacyOver(records, service.wrapperOf('second'));
    service.mostAtOnce = 0;
    expect(await turned.rewrap()).toBe(41);
    expect(service.mostAtOnce).toBeLessThanOrEqual(16);
    expect(await turned.rewrap()).toBe(0);
    expect((await turned.texts.get(refs)).size).toBe(40);
  });

  it('that does not answer refuses what it is needed for, and changes nothing', async () => {
    await put('ann', 'The printer');
    service.isDown = true;
    await expect(put('bob', 'Nothing of this')).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
    const opening = privacyOver(records, service.wrapperOf('first'));
    await expect(opening).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
    service.isDown = false;
    const ref = await put('bob', 'The screen');
    expect((await privacy.texts.get([ref])).get(ref)).toMatchObject({ state: 'KEPT' });
    expect(await records.texts.findTexts({ subject: 'bob' }, 9)).toHaveLength(1);
  });
});
