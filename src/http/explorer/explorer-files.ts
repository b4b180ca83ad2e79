import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RapportError } from '../../domain/kernel/errors.js';

/** Everything from this server, no evaluated code: what a ticket or a name says can never run. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const BUILT = join(projectRoot(), 'dist/web');

/** @throws RapportError NOT_FOUND when the explorer was not built. */
export async function explorerPage(): Promise<Buffer> {
  try {
    return await readFile(join(BUILT, 'index.html'));
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'the explorer is not built', { remedy: 'Run: npm run build', cause });
  }
}

/** The explorer's scripts and styles. Their names carry their content's hash: a browser may keep them for ever. */
export async function serveExplorerFiles(app: NestFastifyApplication): Promise<void> {
  const root = join(BUILT, 'assets');
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  });
}

/** The folder with package.json, from the sources and from the built files alike. */
function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
