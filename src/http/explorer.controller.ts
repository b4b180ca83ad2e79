import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import { Controller, Get, Header, Headers, Inject, NotFoundException, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { AUTHENTICATOR, type Authenticator } from '../access/authenticator.js';
import { built } from '../built.js';
import { RapportError } from '../domain/kernel/errors.js';

/** Everything from this server, no evaluated code: what a ticket or a name says can never run. */
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

/** @throws RapportError NOT_FOUND when the explorer was not built. */
async function explorerPage(): Promise<Buffer> {
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

/** Where things are, for programs that ask the first address. */
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

/** The first address: the explorer for people, where things are for programs. Every page of the explorer is the same file, which reads its own address. */
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
    // The scripts that it names have their content's hash in their names; the page itself has to be asked for anew after an upgrade.
    .header('cache-control', 'no-cache')
    .send(await explorerPage());
}
