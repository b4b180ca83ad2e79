import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandIo } from '../../app/owner/command-io.js';
import { RapportError } from '../../domain/kernel/errors.js';
import { inferMapping } from '../../imports/infer/infer-mapping.js';
import { EXIT } from '../call.js';
import { printJson, printLine } from '../print.js';
import type { ImportOptions } from './options.js';

/** `import --infer`: writes a mapping inferred from a file, with the decisions that are left to the user. */
export async function infer(file: string, { out, json }: ImportOptions, io: CommandIo): Promise<number> {
  const inferred = await inferMapping(resolve(io.cwd, file));
  if (out !== undefined) await writeNew(resolve(io.cwd, out), inferred.text);
  if (json) printJson(io, inferred);
  else if (out === undefined) io.out(inferred.text);
  else for (const doubt of inferred.toDecide) printLine(io, `to decide: ${doubt}`);
  return EXIT.DONE;
}

/** Never overwrites an existing file, which may be a mapping that the user has edited. @throws RapportError INVALID_INPUT */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((cause: Error) => {
    throw new RapportError('INVALID_INPUT', `${file} cannot be written: ${cause.message}`, {
      field: 'out',
      remedy: 'Name a file that does not exist yet, in an existing folder.',
      cause,
    });
  });
}
