import { RapportError } from '../domain/kernel/errors.js';

/** SQLite's result codes by their primary name (`SQLITE_BUSY` of `SQLITE_BUSY_RECOVERY`) and what they mean to a user. */
const MEANINGS = {
  SQLITE_FULL: {
    code: 'DISK_FULL',
    message: 'The disk is full',
    remedy: 'Free space on the disk and repeat: nothing was recorded.',
  },
  SQLITE_BUSY: {
    code: 'STORE_BUSY',
    message: 'Another process holds the file',
    remedy: 'End the other process, or let it do the work.',
  },
  SQLITE_CORRUPT: { code: 'STORE_CORRUPT', message: 'The file is damaged', remedy: 'Restore it from a backup.' },
  SQLITE_NOTADB: {
    code: 'STORE_CORRUPT',
    message: 'The file is not a database',
    remedy: 'Name another file, or restore this one from a backup.',
  },
} as const;
const CANNOT_OPEN = /^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EEXIST|ENOTDIR|EROFS)/;

/** Translates what the driver throws. Anything that is no condition of the file or the disk is a defect of ours and stays as it is. */
export function toRapportError(error: unknown, file: string): unknown {
  if (error instanceof RapportError) return error;
  // Not `instanceof Error`: the driver's errors may come from another realm.
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const name = code.split('_').slice(0, 2).join('_');
  if (name in MEANINGS) {
    const meaning = MEANINGS[name as keyof typeof MEANINGS];
    return new RapportError(meaning.code, `${meaning.message}: ${file}`, { remedy: meaning.remedy, cause: error });
  }
  // The driver has no code of its own for a file that cannot be opened.
  if (CANNOT_OPEN.test(code) || /ConnectionFailed|no such file/.test(message)) {
    const remedy = 'Check the path and who may read and write there.';
    return new RapportError('INVALID_CONFIGURATION', `The file cannot be opened or written: ${file}`, { remedy, cause: error });
  }
  return error;
}
