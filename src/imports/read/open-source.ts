import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RapportError } from '../../domain/kernel/errors.js';
import { openZipMember } from './zip-member.js';

/** A file's content as it streams, with its size for the progress where it is known beforehand. */
export interface OpenSource {
  readonly stream: Readable;
  readonly totalBytes: number | undefined;
  /** What it takes in its archive; undefined where it is not packed. */
  readonly packedBytes?: number;
}
const CHUNK = 256 * 1024;

/**
 * Opens a file, looking at its first bytes rather than its name: a ZIP gives its one table (or the declared member), gzip its content.
 * @throws RapportError INVALID_FILE when it is not there, not readable, or a ZIP without exactly one table.
 */
export async function openSource(file: string, member?: string): Promise<OpenSource> {
  const { size, magic } = await look(file);
  if (magic.startsWith('504b0304')) return openZipMember(file, member);
  const plain = createReadStream(file, { highWaterMark: CHUNK });
  if (magic.startsWith('1f8b')) {
    const unzip = createGunzip({ chunkSize: CHUNK });
    plain.on('error', (error) => unzip.destroy(error));
    return { stream: plain.pipe(unzip), totalBytes: undefined, packedBytes: size };
  }
  return { stream: plain, totalBytes: size };
}

async function look(file: string): Promise<{ size: number; magic: string }> {
  try {
    const info = await stat(file);
    if (!info.isFile()) {
      throw new RapportError('INVALID_FILE', `${file} is not a file`, { field: 'file', remedy: 'Name the table itself.' });
    }
    const handle = await open(file);
    try {
      const first = Buffer.alloc(4);
      await handle.read(first, 0, 4, 0);
      return { size: info.size, magic: first.toString('hex') };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof RapportError) throw cause;
    throw new RapportError('INVALID_FILE', `${file} cannot be read: ${(cause as Error).message}`, {
      field: 'file',
      remedy: 'Check the path and that you may read the file.',
      cause,
    });
  }
}
