import type { FastifyInstance } from 'fastify';
import { RapportError } from '../../domain/kernel/errors.js';
import type { InboundPart } from '../../imports/mapping/mapping.js';
import type { Delivered } from '../../imports/inbound/import-body.js';
import { answerTo } from '../http-error.filter.js';
import { checkSignature } from './signature.js';

/** A source that may post: its mapping, the secret that it shares with us, and what takes its deliveries. */
export interface InboundSource {
  readonly inbound: InboundPart;
  readonly secret: string;
  /** @throws RapportError INVALID_INPUT, BUSY, and what the log throws */
  readonly deliver: (body: string, signal: AbortSignal) => Promise<Delivered>;
}

/** Injects the sources that may post, by mapping. */
export const INBOUND_SOURCES = Symbol('InboundSources');

/** Which environment variable holds the secret of a mapping. */
export const secretName = (mapping: string): string => `INBOUND_SECRET_${mapping.toUpperCase().replaceAll('-', '_')}`;

/**
 * `POST /inbound/<mapping>`: the webhooks of source systems, for the mappings that have a secret. In a scope of its own, because a signature is
 * of the body's bytes and not of what a parser makes of them.
 */
export async function serveInbound(fastify: FastifyInstance, sources: ReadonlyMap<string, InboundSource>): Promise<void> {
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, _request, reply) => {
      const { status, body } = answerTo(error, reply);
      if (status === 503) void reply.header('retry-after', '5');
      return reply.status(status).send(body);
    });
    scope.post<{ Params: { mapping: string } }>('/inbound/:mapping', async (request, reply) => {
      const { mapping } = request.params;
      const source = sources.get(mapping);
      if (source === undefined) throw closed(mapping);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      checkSignature(source.inbound, source.secret, { headers: request.headers, body }, Date.now());
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      return source.deliver(textOf(body), gone.signal);
    });
  });
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new RapportError('INVALID_INPUT', 'The body is no text in UTF-8', { remedy: 'Post JSON in UTF-8.', cause });
  }
}

/** The same whether there is such a mapping or not: who has no secret need not learn which there are. */
const closed = (mapping: string) =>
  new RapportError('NOT_FOUND', `Nothing is taken at /inbound/${mapping.slice(0, 100)}`, {
    remedy: /^[a-z0-9][a-z0-9-]*$/.test(mapping)
      ? `Whoever runs the server opens it by setting ${secretName(mapping).slice(0, 120)} for a mapping of that name.`
      : 'A mapping is named in lower-case letters, digits and dashes.',
  });
