import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { Uploads } from '../../../src/imports/uploads.js';

it('takes a file under a name that a file system takes, and no other', async () => {
  const uploads = new Uploads();
  const receive = (name: string) => uploads.receive(name, Readable.from(['a;b']));
  for (const name of ['', '.', 'a/..', 'a\0.csv', 'a\nb.csv', 'a\u0085.csv', `${'€'.repeat(85)}.`])
    await expect(receive(name)).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'file' });
  for (const name of ['export.csv', '€'.repeat(85)]) expect(await receive(`../${name}`)).toMatchObject({ file: name, bytes: 3 });
  uploads.onModuleDestroy();
});
