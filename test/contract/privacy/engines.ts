import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openRecords, type PrivacyLocation } from '../../../src/privacy/store/open-records.js';
import type { PrivacyRecords } from '../../../src/privacy/store/records.js';
import { dropDatabase, freshDatabase, MONGODB_TEST_URL, NO_MONGODB } from '../../support/servers/mongodb.js';

interface Engine {
  readonly name: string;
  place(): { readonly location: PrivacyLocation; readonly clean: () => unknown };
}

const ENGINES: readonly Engine[] = [
  {
    name: 'in files',
    place() {
      const folder = mkdtempSync(join(tmpdir(), 'rapport-texts-'));
      const location = { engine: 'embedded', texts: join(folder, 'texts.db'), keys: join(folder, 'keys.db') } as const;
      return { location, clean: () => rmSync(folder, { recursive: true }) };
    },
  },
  ...(MONGODB_TEST_URL
    ? [
        {
          name: 'on MongoDB',
          place() {
            const url = freshDatabase(MONGODB_TEST_URL!);
            return { location: { engine: 'mongodb', url } as const, clean: () => dropDatabase(url) };
          },
        },
      ]
    : []),
];

interface Subject {
  readonly location: PrivacyLocation;
  readonly records: PrivacyRecords;
}

/** Runs one suite over every engine at hand, each with records of its own. */
export function overEngines(title: string, suite: (subject: Subject) => void): void {
  describe.each(ENGINES)(`${title} $name`, ({ place }) => {
    const subject = {} as { location: PrivacyLocation; records: PrivacyRecords };
    let clean: () => unknown;
    beforeAll(async () => {
      const { location, clean: remove } = place();
      clean = remove;
      subject.location = location;
      subject.records = await openRecords(location);
    });
    afterAll(async () => {
      await subject.records.close();
      await clean();
    });
    suite(subject);
  });
  if (!MONGODB_TEST_URL) it.skip(NO_MONGODB, () => undefined);
}
