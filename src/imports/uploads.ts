import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RapportError } from '../domain/kernel/errors.js';
import { temporaryFolder, type TemporaryFolder } from '../sqlite/temporary-folder.js';

export interface Upload {
  readonly uploadId: string;
  /** Its own name, without a folder. */
  readonly file: string;
  readonly bytes: number;
  /** Where it lies. Nothing for those outside. */
  readonly path: string;
}

/** Bytes of a name that file systems take. */
const LONGEST_NAME = 255;
/** No name of a file that somebody chose; the log and reports repeat it on one line. */
const CONTROLS = /\p{Cc}/u;
/** What one file, and how many of them, may take of the disk. */
const MAX_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 8;
/** How long a file is kept for whoever sent it. */
const EXPIRES_AFTER_MS = 3_600_000;

/**
 * Files that were sent to be imported, each for an hour: a dry run and the import itself read the same one. They lie in the system's temporary
 * folder and go with the process.
 */
@Injectable()
export class Uploads implements OnModuleDestroy {
  private folder: TemporaryFolder | undefined;
  private readonly files = new LRUCache<string, Upload>({
    max: MAX_FILES,
    ttl: EXPIRES_AFTER_MS,
    ttlAutopurge: true,
    dispose: ({ path: file }) => rmSync(path.dirname(file), { recursive: true, force: true }),
  });

  /** @throws RapportError INVALID_INPUT for a name that is none, or a file that is too large: nothing is kept of it */
  async receive(name: string, content: Readable): Promise<Upload> {
    const file = path.basename(name);
    if (file === '' || file === '.' || file === '..' || CONTROLS.test(file) || Buffer.byteLength(file) > LONGEST_NAME) {
      throw new RapportError('INVALID_INPUT', '`file` is not a file’s name.', {
        field: 'file',
        remedy: 'Send ?file=export.csv',
        reasons: [{ field: 'file', code: 'NOT_LIKE', parameters: { example: 'export.csv' } }],
      });
    }
    this.folder ??= temporaryFolder();
    const uploadId = randomUUID();
    const place = path.join(this.folder.path, uploadId);
    await mkdir(place);
    let bytes = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes <= MAX_BYTES) done(null, chunk);
        else done(tooLarge());
      },
    });
    const upload = { uploadId, file, path: path.join(place, file) };
    try {
      await pipeline(content, counted, createWriteStream(upload.path));
    } catch (error) {
      rmSync(place, { recursive: true, force: true });
      throw error;
    }
    const received = { ...upload, bytes };
    this.files.set(uploadId, received);
    return received;
  }

  get(uploadId: string): Upload | undefined {
    return this.files.get(uploadId);
  }

  onModuleDestroy(): void {
    this.files.clear();
    this.folder?.remove();
  }
}

const tooLarge = () =>
  new RapportError('INVALID_INPUT', `The file is larger than ${MAX_BYTES / 1024 / 1024} MiB.`, {
    field: 'file',
    remedy: 'Send it packed (.gz, .zip), or import it where it lies: rapport import FILE.',
    reasons: [{ field: 'file', code: 'TOO_LARGE', parameters: { most: MAX_BYTES } }],
  });
