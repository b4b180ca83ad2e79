import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admit } from '../../../src/commands/edge.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { AdoptTextRetention } from '../../../src/domain/governance/commands.js';
import type { CommandClass } from '../../../src/domain/kernel/command.js';
import type { Privacy } from '../../../src/privacy/privacy.js';
import { expireTexts } from '../../../src/privacy/retention.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { openTexts } from '../../support/text-store.js';

const newFolder = temporaryFolders();
const DAY_MS = 86_400_000;
const KIND = 'LogTicket.summaryRef';
const NOW = new Date();
const days = (n: number) => new Date(NOW.getTime() + n * DAY_MS);

describe('Words that are kept for thirty days', () => {
  let log: MemoryEventLog;
  let privacy: Privacy;
  beforeEach(async () => {
    log = new MemoryEventLog();
    privacy = await openTexts(newFolder());
    const input = { organizationId: 'hospital', rules: [{ kind: KIND, keepDays: 30 }], effectiveAt: days(-400).toISOString() };
    await runner().execute(admit(AdoptTextRetention as unknown as CommandClass, input, { now: NOW.toISOString() }));
    await say(['ann', 'ben']);
  });
  afterEach(() => privacy.close());

  const runner = () => new LogCommandRunner(log, DECIDERS, 'hospital');
  const say = (people: readonly string[], writtenAt = NOW) =>
    privacy.texts.put(
      people.map((subject) => ({
        ...{ subject, stream: `ticket-${subject}`, kind: KIND, parts: { title: 'x' }, writtenAt: writtenAt.toISOString() },
      })),
    );
  const expire = (at: Date, texts: Parameters<typeof expireTexts>[0]['texts'] = privacy.texts) =>
    expireTexts({ texts, runner: runner(), organizationId: 'hospital' }, at);
  const told = async () => (await runner().history('privacy-hospital')).map(({ data }) => (data as { texts: number }).texts);
  const kept = async (...people: readonly string[]) =>
    (await Promise.all(people.map((subject) => privacy.texts.held(subject)))).flat().length;
  /** The store of a process that dies at the n-th time that it would change something. */
  const dyingAt = (n: number) => {
    let changes = 0;
    const orDie =
      <A extends readonly unknown[], R>(change: (...given: A) => Promise<R>) =>
      async (...given: A) => {
        if ((changes += 1) === n) throw new Error('killed');
        return change(...given);
      };
    const { texts } = privacy;
    return {
      countOld: texts.countOld.bind(texts),
      notesUnder: texts.notesUnder.bind(texts),
      forgetOld: orDie(texts.forgetOld.bind(texts)),
      setNote: orDie(texts.setNote.bind(texts)),
    };
  };

  it('stay as long, and are told with their number when they go', async () => {
    await expire(days(29));
    expect([await told(), await kept('ann', 'ben')]).toEqual([[], 2]);
    await expire(days(31));
    await expire(days(32));
    expect([await told(), await kept('ann', 'ben')]).toEqual([[2], 0]);
  });

  it.each([1, 2])('are told once and go, wherever the process was killed (change %i)', async (n) => {
    await expect(expire(days(31), dyingAt(n))).rejects.toThrow('killed');
    await expire(days(31));
    expect([await told(), await kept('ann', 'ben')]).toEqual([[2], 0]);
  });

  it('are counted once by two processes', async () => {
    const other = {
      ...dyingAt(0),
      countOld: async (old: Parameters<typeof privacy.texts.countOld>[0]) => {
        const count = await privacy.texts.countOld(old);
        await expire(days(31));
        return count;
      },
    };
    await expire(days(31), other);
    expect(await told()).toEqual([2]);
  });

  it('go again where an older copy of the texts brought them back', async () => {
    await expire(days(31));
    await privacy.close();
    privacy = await openTexts(newFolder());
    await say(['ann']);
    await expire(days(31));
    expect([await told(), await kept('ann')]).toEqual([[2], 0]);
  });

  it('do not go with an expiry on record that they came after', async () => {
    await say(['old'], days(-40));
    const expiry = new Date(Date.now() + 1);
    await expect(expire(expiry, dyingAt(1))).rejects.toThrow('killed');
    while (Date.now() <= expiry.getTime()) await Promise.resolve();
    await say(['late'], days(-40));
    await expire(days(-20));
    expect([await told(), await kept('old'), await kept('late')]).toEqual([[1], 0, 1]);
  });
});
