import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EmbeddedFiles, openEmbedded } from '../../../src/privacy/store/embedded/open.js';
import type { SealedText } from '../../../src/privacy/store/records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const text: SealedText = {
  ...{
    ref: 'a',
    subject: 'ann',
    stream: 'ticket-T1',
    kind: 'LogTicket.summaryRef',
    writtenAt: '2026-03-01',
    putAt: '2026-03-01',
  },
  ...{ keyId: 'k1', sealed: new Uint8Array(1) },
};
const away = (file: string) => {
  const [folder, aside] = [dirname(file), join(dirname(file), 'aside')];
  mkdirSync(aside);
  for (const name of readdirSync(folder))
    if (join(folder, name).startsWith(file)) renameSync(join(folder, name), join(aside, name));
};

const fresh = temporaryFolders();

describe('the files of what is kept of people', () => {
  it.each([
    ['the texts are moved away', ({ texts }: EmbeddedFiles) => away(texts)],
    ['their keys are moved away', ({ keys }: EmbeddedFiles) => away(keys)],
    [
      'another file is put in place of the texts',
      ({ texts }: EmbeddedFiles) => {
        copyFileSync(texts, `${texts}.copy`);
        renameSync(`${texts}.copy`, texts);
      },
    ],
  ])('take no more words once %s', async (_, change) => {
    const folder = fresh();
    const files = { texts: join(folder, 'texts.db'), keys: join(folder, 'keys.db') };
    const records = openEmbedded(files);
    try {
      change(files);
      for (const attempt of [
        () => records.texts.putTexts([text]),
        () => records.keys.keysOf(['ann']),
        () => records.reads.lastRead(),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code: 'VIEWS_UNAVAILABLE' });
      }
    } finally {
      await records.close();
    }
  });
});
