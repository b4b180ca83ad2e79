import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { Erasure } from '../../../src/privacy/erasure.js';
import type { Privacy } from '../../../src/privacy/privacy.js';
import type { Words } from '../../../src/privacy/text-store.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { openTexts } from '../../support/text-store.js';

const said = (subject: string, note: string, stream = 'ticket-T1'): Words => ({
  ...{ subject, stream, kind: 'LogTicket.textRef', parts: { note }, writtenAt: '2026-03-01T08:00:00.000Z' },
});

describe('An erasure', () => {
  let folder: string;
  let privacy: Privacy;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-erasure-'));
    privacy = await openTexts(folder);
  });
  afterEach(async () => {
    await privacy.close();
    rmSync(folder, { recursive: true });
  });

  const erasureOver = (log: MemoryEventLog, streamsOf: () => Promise<readonly string[]> = async () => [], patienceMs = 0) =>
    new Erasure({
      ...{ texts: privacy.texts, organizationId: 'hospital', streamsOf, patience: { patienceMs, waitMs: 1 } },
      runner: new LogCommandRunner(log, DECIDERS, 'hospital'),
    });

  it('is carried out on texts that are newer than the log, which was put back from before other erasures', async () => {
    const log = erasureOver(new MemoryEventLog());
    for (const subject of ['ann', 'bob']) await log.erase({ subject, reason: 'asked' });
    await privacy.texts.put([said('cleo', 'a')]);
    const putBack = erasureOver(new MemoryEventLog());
    expect(await putBack.erase({ subject: 'cleo', reason: 'asked' })).toMatchObject({ texts: 1 });
    expect(await privacy.texts.held('cleo')).toEqual([]);
  });

  it('is carried out once: what is said afterwards stays', async () => {
    const log = new MemoryEventLog();
    await erasureOver(log).erase({ subject: 'ann', reason: 'asked' });
    await privacy.texts.put([said('ann', 'later')]);
    expect(await erasureOver(log).resume()).toEqual([]);
    expect(await privacy.texts.held('ann')).toHaveLength(1);
  });

  it('that was counted by an earlier version is not carried out again, the next one is', async () => {
    const log = new MemoryEventLog();
    const runner = new LogCommandRunner(log, DECIDERS, 'hospital');
    const unavailable = async () => Promise.reject(new RapportError('VIEWS_UNAVAILABLE', 'not yet', { remedy: 'Wait.' }));
    await expect(erasureOver(log, unavailable).erase({ subject: 'ann', reason: 'asked' })).rejects.toThrow('not yet');
    expect(await runner.history('privacy-hospital')).toHaveLength(1);
    await privacy.texts.setNote('erasures done', '1');
    await privacy.texts.put([said('ann', 'later'), said('bob', 'b')]);
    expect(await erasureOver(log).erase({ subject: 'bob', reason: 'asked' })).toMatchObject({ texts: 1 });
    expect(await privacy.texts.held('ann')).toHaveLength(1);
  });

  it('takes one’s own words at once, and those of others when the views know where they are', async () => {
    const log = new MemoryEventLog();
    await privacy.texts.put([said('ann', 'a'), said('it', 'about her'), said('bob', 'b', 'ticket-T2')]);
    const unavailable = async () => Promise.reject(new RapportError('VIEWS_UNAVAILABLE', 'not yet', { remedy: 'Wait.' }));
    await expect(erasureOver(log, unavailable).erase({ subject: 'ann', reason: 'asked' })).rejects.toThrow('not yet');
    expect(await privacy.texts.held('ann')).toEqual([]);
    expect(await privacy.texts.held('it')).toHaveLength(1);
    expect(await erasureOver(log, async () => ['ticket-T1']).resume()).toMatchObject([{ subject: 'ann', texts: 1 }]);
    expect(await privacy.texts.held('it')).toEqual([]);
    expect(await privacy.texts.held('bob')).toHaveLength(1);
  });

  it('waits, once it is on record, for a server that is away', async () => {
    const log = new MemoryEventLog();
    await privacy.texts.put([said('it', 'about her')]);
    let isAway = true;
    const streamsOf = async () => {
      if (isAway) throw new RapportError('VIEWS_UNAVAILABLE', 'not yet');
      return ['ticket-T1'];
    };
    const erased = erasureOver(log, streamsOf, 60_000).erase({ subject: 'ann', reason: 'asked' });
    await vi.waitUntil(() => log.events.length === 1);
    expect(await privacy.texts.held('it')).toHaveLength(1);
    isAway = false;
    expect(await erased).toMatchObject({ texts: 1 });
    expect(log.events).toHaveLength(1);
  });
});
