import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { built } from '../../built.js';
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

/** @throws RapportError NOT_FOUND when the explorer was not built. */
export async function explorerPage(): Promise<Buffer> {
  try {
    return await readFile(built('web/index.html'));
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'the explorer is not built', { remedy: 'Run: npm run build', cause });
  }
}

/** The explorer's scripts and styles. Their names carry their content's hash: a browser may keep them for ever. */
export async function serveExplorerFiles(app: NestFastifyApplication): Promise<void> {
  const root = built('web/assets');
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
