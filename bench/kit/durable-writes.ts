import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './new-folder.js';

/**
 * The machine's limit for durable writes, per second: the same bytes are appended to a plain file, with a sync after each
 * `perSync` writes.
 */
export function durableWrites(seconds: number, bytes: string, perSync = 1): number {
  const block = Buffer.from(bytes.repeat(perSync));
  const file = openSync(join(newFolder(), 'plain'), 'a');
  const startedAt = performance.now();
  const end = startedAt + seconds * 1_000;
  let syncs = 0;
  while (performance.now() < end) {
    writeSync(file, block);
    fdatasyncSync(file);
    syncs += 1;
  }
  const took = performance.now() - startedAt;
  closeSync(file);
  return (syncs * perSync * 1_000) / took;
}
