import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Nest brings reflect-metadata along, which leaves its mark on `Reflect`. */
const loadsNest = (module: string): string =>
  execFileSync(
    process.execPath,
    [
      '--import',
      './scripts/typescript.mjs',
      '--eval',
      `await import('${module}'); process.stdout.write(typeof Reflect.getMetadata)`,
    ],
    { encoding: 'utf8' },
  );

it('the shell opens its services without Nest, which would cost each command a quarter of a second', () => {
  expect(loadsNest('./src/app/open-services.ts')).toBe('undefined');
  expect(loadsNest('@nestjs/common')).toBe('function');
});
