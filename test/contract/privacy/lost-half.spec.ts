import { expect, it } from 'vitest';
import { lostHalf } from '../../../src/app/open-privacy.js';
import { MasterKeys } from '../../../src/privacy/keys/key-wrapper.js';
import { SubjectKeys } from '../../../src/privacy/keys/subject-keys.js';
import { openRecordsAtRest } from '../../../src/privacy/store/open-records.js';
import { overEngines } from './engines.js';

overEngines('Texts without their keys, and keys without their texts', (subject) => {
  it('are told apart from a new store and from one that has no note of its keys yet', async () => {
    const { texts, keys } = subject.records;
    const [wrapped, sealed] = [new Uint8Array([1]), new Uint8Array([2])];
    expect(await lostHalf(subject.records)).toBeUndefined();
    await keys.addKeys([{ id: 'k0', subject: '', wrapped, master: 'm' }]);
    expect(await lostHalf(subject.records)).toBeUndefined();
    await keys.addKeys([{ id: 'k1', subject: 'ann', wrapped, master: 'm' }]);
    expect(await lostHalf(subject.records)).toMatchObject({ detail: expect.stringContaining('no texts') });
    const of = { subject: 'ann', stream: 'ticket-T1', kind: 'LogTicket.summaryRef', keyId: 'k1', sealed };
    await texts.putTexts([{ ref: 'a', ...of, writtenAt: '2026-03-01', putAt: '2026-03-01' }]);
    expect(await lostHalf(subject.records)).toBeUndefined();
    await texts.setNote('keys', 'k0');
    expect(await lostHalf(subject.records)).toBeUndefined();
    await keys.removeKey('');
    // Who only looks may work with a secret, but leaves none behind: it would stand in the way of the one that is put back.
    const atRest = await openRecordsAtRest(subject.location);
    expect(await lostHalf(atRest)).toMatchObject({ detail: expect.stringContaining('The keys are not those') });
    await new SubjectKeys(atRest.keys, new MasterKeys(Buffer.alloc(32, 1).toString('base64'), 'MASTER_KEY')).secret('reads');
    await atRest.close();
    expect(await keys.keysOf([''])).toEqual([]);
    expect(await lostHalf(subject.records)).toMatchObject({ detail: expect.stringContaining('The keys are not those') });
  });
});
