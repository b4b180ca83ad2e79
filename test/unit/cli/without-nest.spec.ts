import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { processOf } from '../../support/program.js';

/** Nest brings reflect-metadata along, which leaves its mark on `Reflect`. */
const loadsNest = (module: string): string => {
  const program = `await import('${module}'); process.stdout.write(typeof Reflect.getMetadata)`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
};

it('the shell opens its services without Nest, which would cost each command a quarter of a second', () => {
  expect(loadsNest(processOf('src/app/open-services.ts'))).toBe('undefined');
  expect(loadsNest('@nestjs/common')).toBe('function');
});
