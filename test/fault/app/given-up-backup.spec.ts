import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withCopyThread } from '../../../src/app/backup/copying.js';
import { Database } from '../../../src/sqlite/database.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

it('A backup that is given up comes to the end of what SQLite is at, which takes the process along when it is cut off', async () => {
  const [file, into] = [join(folder(), 'views.db'), join(folder(), 'copy.db')];
  new Database(file).close();
  const stopping = new AbortController();
  const saving = withCopyThread(stopping.signal, async (thread) => {
    const saved = thread.saveDatabase(file, into, false);
    stopping.abort(new Error('stopped'));
    await saved;
  });
  await expect(saving).rejects.toThrow('stopped');
  expect(existsSync(into)).toBe(true);
});
