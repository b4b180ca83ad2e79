import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import { Controller, Get, Header, Headers, Inject, NotFoundException, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { built } from '../built.js';
import { RapportError } from '../domain/kernel/errors.js';

/**
 * Everything is loaded from this server and no code is evaluated, so that the text of a ticket or a name can never run as a
 * script.
 */
const CONTENT_SECURITY_POLICY = [
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

/** @throws RapportError NOT_FOUND when the explorer has not been built */
async function explorerPage(): Promise<Buffer> {
  try {
    return await readFile(built('web/index.html'));
  } catch (cause) {
    throw new RapportError('NOT_FOUND', 'the explorer is not built', { remedy: 'Run: npm run build', cause });
  }
}

/** Serves the explorer's scripts and styles. Their names contain a hash of the content, so browsers may cache them for ever. */
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

/** The entry points, for programs that request the root address. */
const PLACES = {
  name: 'Rapport',
  api: '/graphql',
  feed: '/feed/events',
  contract: '/asyncapi.json',
  inbound: '/inbound/<mapping>',
  ready: '/health/ready',
  metrics: '/metrics',
  session: '/session',
} as const;

/**
 * The root address: the explorer for browsers, the list of entry points for programs.
 * All pages of the explorer are the same file, which reads its own address.
 */
@Controller()
export class ExplorerController {
  constructor(@Inject(AUTHENTICATOR) private readonly authenticator: Authenticator) {}

  @Get()
  @Header('vary', 'accept')
  async index(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    if (asksForPage(accept)) return sendPage(reply);
    const { mode, notice } = this.authenticator;
    await reply.send({ ...PLACES, access: mode, ...(notice !== undefined && { notice }) });
  }

  @Get('*')
  async page(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    if (!asksForPage(accept)) throw new NotFoundException();
    return sendPage(reply);
  }
}

const asksForPage = (accept: string | undefined): boolean => accept?.includes('text/html') ?? false;

async function sendPage(reply: FastifyReply): Promise<void> {
  await reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', CONTENT_SECURITY_POLICY)
    // Scripts are named by content hash. The page that names them must be revalidated, so that an upgrade is noticed.
    .header('cache-control', 'no-cache')
    .send(await explorerPage());
}
