import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';

/** Before anything is computed or recorded. @throws RapportError INVALID_FILE where no file could be written */
export async function requireWritable(file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch(refuse(file));
}

/** @throws RapportError INVALID_FILE */
export async function writeReport(file: string, page: string): Promise<void> {
  await writeFile(file, page).catch(refuse(file));
}

const refuse = (file: string) => (cause: Error) => {
  throw new RapportError('INVALID_FILE', `The report cannot be written to ${file}: ${cause.message}`, {
    field: 'html',
    remedy: 'Name a file that you may write, in a folder that is there.',
    cause,
  });
};
