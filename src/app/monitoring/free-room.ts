import { statfs } from 'node:fs/promises';
import { RapportError } from '../../domain/kernel/errors.js';
import { MAX_APPEND_BYTES } from '../../event-log/event-log.js';

/** The required free space in bytes: the largest append, and as much again for the file system and the view's page. */
const LEAST = 2 * MAX_APPEND_BYTES;
const MEGABYTE = 1_000_000;

/**
 * Describes the free space of each folder of embedded files. Commands are refused when it runs out, while the log can still be
 * read.
 * @throws RapportError DISK_FULL
 */
export async function freeRoom(folders: readonly string[]): Promise<string> {
  const rooms = await Promise.all(
    folders.map(async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return { folder, free: bavail * bsize };
    }),
  );
  const full = rooms.find(({ free }) => free < LEAST);
  if (full) {
    throw new RapportError(
      'DISK_FULL',
      `There is not enough space in ${full.folder}: ${Math.round(full.free / 1_000)} kB are free`,
      {
        remedy: 'Free space: commands are refused until then and can be sent again.',
      },
    );
  }
  return rooms.map(({ folder, free }) => `${Math.round(free / MEGABYTE)} MB free in ${folder}`).join(', ');
}
