import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { RapportError } from '../domain/kernel/errors.js';
import type { Delivered } from '../imports/import-body.js';
import type { InboundPart } from '../imports/mapping/mapping.js';
import { answerTo } from './http-error.js';
import { onceGone } from './once-gone.js';

/** A webhook delivery as received. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Verifies the source's signature and the delivery's age.
 * @param now milliseconds since 1970
 * @throws RapportError WRONG_SIGNATURE. The message says what is missing, never the expected value.
 */
export function checkSignature(inbound: InboundPart, secret: string, delivery: Delivery, now: number): void {
  const { hmac, token, timestamp } = inbound;
  const sentAt = timestamp && headerOf(delivery, timestamp.header);
  if (token !== undefined) {
    if (!isSame(headerOf(delivery, token.header), secret)) throw refused(token.header, 'is not the agreed value');
  } else if (hmac !== undefined) {
    checkHmac(hmac, secret, delivery, sentAt ?? '');
  }
  if (timestamp !== undefined && sentAt !== undefined) checkAge(timestamp, sentAt, now);
}

function checkHmac(
  { header, algorithm, encoding, prefix = '', signs = '{body}' }: NonNullable<InboundPart['hmac']>,
  secret: string,
  delivery: Delivery,
  sentAt: string,
): void {
  const computed = createHmac(algorithm, secret);
  // Concatenated as bytes, because a body need not be valid text.
  for (const piece of signs.split(/(\{body\}|\{timestamp\})/)) {
    computed.update(piece === '{body}' ? delivery.body : piece === '{timestamp}' ? sentAt : piece);
  }
  const given = headerOf(delivery, header);
  // Hexadecimal digits are the same in capitals, as Windows writes them.
  const signature = encoding === 'hex' && given.startsWith(prefix) ? prefix + given.slice(prefix.length).toLowerCase() : given;
  if (!isSame(signature, prefix + computed.digest(encoding))) throw refused(header, 'does not match the body');
}

function checkAge({ header, as, maxAgeSeconds }: NonNullable<InboundPart['timestamp']>, sentAt: string, now: number): void {
  const sent = momentOf(sentAt, as);
  // A clock that runs ahead is refused like a replayed delivery.
  if (Math.abs(now - sent) <= maxAgeSeconds * 1_000) return;
  throw refused(
    header,
    Number.isNaN(sent)
      ? 'is not a time in the format that the mapping declares'
      : `differs by more than ${maxAgeSeconds} s from the server’s time`,
    'Let the source sign each delivery when it sends it, and synchronise the clocks of both machines.',
  );
}

function headerOf({ headers }: Delivery, name: string): string {
  const value = headers[name.toLowerCase()];
  if (typeof value !== 'string' || value === '') throw refused(name, 'is missing');
  return value;
}

/** Compares in constant time, so that neither the first difference nor the length can be derived. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function momentOf(text: string, as: NonNullable<InboundPart['timestamp']>['as']): number {
  // Without an offset it would be read in whatever zone this machine is.
  if (as === 'iso') return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : NaN;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  return as === 'epoch-millis' ? number : number * 1_000;
}

const refused = (
  header: string,
  why: string,
  remedy = 'Configure the source with the secret of this server, and let it sign as the mapping declares under inbound.',
) => new RapportError('WRONG_SIGNATURE', `The header ${header} ${why}`, { field: header, remedy });

/** A source that may post: its mapping, its shared secret and its handler. */
export interface InboundSource {
  readonly inbound: InboundPart;
  readonly secret: string;
  /** @throws RapportError INVALID_INPUT, BUSY, and the errors of the log */
  readonly deliver: (body: string, signal: AbortSignal) => Promise<Delivered>;
}

/** Injection token of the inbound sources, by mapping. */
export const INBOUND_SOURCES = Symbol('InboundSources');

/** The environment variable that holds a mapping's secret. */
export const secretName = (mapping: string): string => `INBOUND_SECRET_${mapping.toUpperCase().replaceAll('-', '_')}`;

/**
 * `POST /inbound/<mapping>`: webhooks of source systems, for mappings that have a secret.
 * Registered in a scope of its own, because the signature covers the raw bytes of the body.
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
      onceGone(reply, () => gone.abort());
      return source.deliver(textOf(body, request.headers['content-encoding']), gone.signal);
    });
  });
}

function textOf(body: Buffer, packed = 'identity'): string {
  if (packed !== 'identity') {
    throw new RapportError('INVALID_INPUT', `The body is compressed (Content-Encoding: ${packed.slice(0, 40)})`, {
      remedy: 'Send it uncompressed.',
      field: 'content-encoding',
      reasons: [{ field: 'content-encoding', code: 'WRONG_ENCODING' }],
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new RapportError('INVALID_INPUT', 'The body is not UTF-8 text', {
      field: 'body',
      remedy: 'Post JSON in UTF-8.',
      reasons: [{ field: 'body', code: 'WRONG_ENCODING' }],
      cause,
    });
  }
}

/** The same response whether or not the mapping exists: callers without a secret cannot find out which mappings there are. */
const closed = (mapping: string) =>
  new RapportError('NOT_FOUND', `/inbound/${mapping.slice(0, 100)} does not accept deliveries`, {
    remedy: /^[a-z0-9][a-z0-9-]*$/.test(mapping)
      ? `To enable it, the operator of the server sets ${secretName(mapping).slice(0, 120)} for a mapping of that name.`
      : 'Names of mappings consist of lower-case letters, digits and dashes.',
  });
