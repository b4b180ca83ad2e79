import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Format } from '../mapping/mapping.js';
import { openSheet, type Workbook } from './workbook.js';
import { openZipMember } from './zip-member.js';
import { invalidFile } from './invalid-file.js';

/** A file's content as a stream, with its size for the progress. */
export interface OpenSource {
  readonly stream: Readable;
  readonly totalBytes: number;
  /** Size in its archive; undefined where it is not packed. */
  readonly packedBytes?: number;
  /** Progress in units of `totalBytes`, where these are not bytes of the content: gzip gives the packed size only. */
  readonly readBytes?: () => number;
}
const CHUNK = 256 * 1024;

/**
 * Opens a file by its first bytes and not its name: a ZIP gives its one table (or the declared member), gzip its content, a
 * workbook the declared sheet.
 * @throws RapportError INVALID_FILE when it is missing or not readable, or a ZIP without exactly one table
 */
export async function openSource(
  file: string,
  { type, member, sheet }: Format,
): Promise<OpenSource & { readonly workbook?: Workbook }> {
  const { size, magic } = await look(file);
  if (magic === 'd0cf11e0') {
    throw invalidFile(
      'file',
      `${file} is an Excel workbook in the old format (.xls), or one with a password`,
      'Save it as an Excel workbook (.xlsx) without a password.',
      { code: 'WRONG_FORM' },
    );
  }
  if (magic.startsWith('504b0304')) return type === 'xlsx' ? openSheet(file, sheet) : openZipMember(file, member);
  if (type === 'xlsx') {
    throw invalidFile(
      'format.type',
      `${file} is not an Excel workbook (.xlsx)`,
      'Declare its actual type in the mapping: csv, json, ndjson or xes.',
      { code: 'WRONG_FORM' },
    );
  }
  const plain = createReadStream(file, { highWaterMark: CHUNK });
  if (magic.startsWith('1f8b')) {
    const unzip = createGunzip({ chunkSize: CHUNK });
    plain.on('error', (error) => unzip.destroy(error));
    return { stream: plain.pipe(unzip), totalBytes: size, packedBytes: size, readBytes: () => plain.bytesRead };
  }
  return { stream: plain, totalBytes: size };
}

async function look(file: string): Promise<{ size: number; magic: string }> {
  try {
    const info = await stat(file);
    if (!info.isFile()) {
      throw invalidFile('file', `${file} is not a file`, 'Give the path of the table itself.', { code: 'WRONG_FORM' });
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
    throw invalidFile(
      'file',
      `${file} cannot be read: ${(cause as Error).message}`,
      'Check the path and that the file is readable.',
      { code: 'DAMAGED' },
      cause,
    );
  }
}
