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
  /** File name, without a folder. */
  readonly file: string;
  readonly bytes: number;
  /** Path of the stored file. Internal: never exposed to clients. */
  readonly path: string;
}

/** Maximum bytes of a file name on common file systems. */
const LONGEST_NAME = 255;
/** Control characters are not allowed in names: the log and reports print the name on one line. */
const CONTROLS = /\p{Cc}/u;
/** Limits on disk use: maximum size of a file, and maximum number of files. */
const MAX_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 8;
/** How long an upload is kept. */
const EXPIRES_AFTER_MS = 3_600_000;

/**
 * Files uploaded for import, each kept for an hour, so that a dry run and the import itself read the same file. Stored in the
 * system's temporary folder, and deleted with the process.
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

  /** @throws RapportError INVALID_INPUT for an invalid name or a file that is too large; nothing of it is kept then */
  async receive(name: string, content: Readable): Promise<Upload> {
    const file = path.basename(name);
    if (file === '' || file === '.' || file === '..' || CONTROLS.test(file) || Buffer.byteLength(file) > LONGEST_NAME) {
      throw new RapportError('INVALID_INPUT', '`file` is not a file name.', {
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
    remedy: 'Compress it (.gz, .zip), or import it on the server: rapport import FILE.',
    reasons: [{ field: 'file', code: 'TOO_LARGE', parameters: { most: MAX_BYTES } }],
  });
