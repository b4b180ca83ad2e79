import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { codeHashOf } from '../../../src/projector/code-hash.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** The hash of the projection `p` among these files. */
function hashAmong(files: Readonly<Record<string, string>>): string {
  const root = folder();
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), code);
  }
  return codeHashOf('p', pathToFileURL(`${root}/`));
}

const imports = (...paths: readonly string[]) => paths.map((path, n) => `import { f${n} } from '${path}';\n`).join('');
const A = 'export const f = 1;\n';
const B = 'export const f = 2;\n';
const among = (a: string, b: string) => hashAmong({ 'p/projection.ts': imports('../a.js', '../b.js'), 'a.ts': a, 'b.ts': b });

it('The hash of a fold is of what it imports, however far, and not of where that lies', () => {
  const direct = hashAmong({ 'p/projection.ts': imports('../kit/a.js'), 'kit/a.ts': A });
  expect(hashAmong({ 'p/projection.ts': imports('./other.js'), 'p/other.js': `${A}//# sourceMappingURL=other.js.map` })).toBe(
    direct,
  );
  expect(hashAmong({ 'p/projection.ts': imports('../kit/a.js'), 'kit/a.ts': B })).not.toBe(direct);
  const far = (code: string) => hashAmong({ 'p/projection.ts': imports('../a.js'), 'a.ts': imports('./b.js'), 'b.ts': code });
  expect(far(A)).not.toBe(far(B));
});

it('The hash of a fold tells which of two files is imported where', () => {
  expect(among(A, B)).not.toBe(among(B, A));
});

it('The hash of a fold has an end where imports of types lead in a circle', () => {
  const circle = (code: string) =>
    hashAmong({ 'p/projection.ts': imports('../a.js'), 'a.ts': `${imports('./b.js')}${code}`, 'b.ts': imports('./a.js') });
  expect(circle(A)).not.toBe(circle(B));
});
