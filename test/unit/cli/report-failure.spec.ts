import { expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { reportFailure } from '../../../src/cli/report-failure.js';
import { RapportError } from '../../../src/domain/kernel/errors.js';
import { RecordingIo } from './recording-io.js';

it.each([
  ['LOG_UNAVAILABLE', '  To continue: ORGANIZATION_ID=north npx rapport audit run\n'],
  ['VIEWS_UNAVAILABLE', '  To continue: ORGANIZATION_ID=north npx rapport audit run\n'],
  ['NOT_FOUND', ''],
] as const)('A command that ends with %s tells how to go on where a server was away', (code, told) => {
  const io = new RecordingIo();
  const failure = new RapportError(code, 'no answer', { remedy: 'Look at it.' });
  reportFailure(failure, io, false, readConfiguration({ ORGANIZATION_ID: 'north' }, io.cwd), 'rapport audit run');
  expect(io.stderr).toBe(`error ${code}: no answer\n  Look at it.\n${told}`);
});
