import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { RapportError } from '../../domain/kernel/errors.js';
import type { InboundPart } from '../../imports/mapping/mapping.js';

/** A delivery as it came, before anything is made of it. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Lets pass what bears the source's signature and is no older than the mapping allows.
 * @param now milliseconds since 1970
 * @throws RapportError WRONG_SIGNATURE; it says what is missing, never what would have been right
 */
export function checkSignature(inbound: InboundPart, secret: string, delivery: Delivery, now: number): void {
  const { hmac, token, timestamp } = inbound;
  const at = timestamp && headerOf(delivery, timestamp.header);
  if (token !== undefined) {
    if (!isSame(headerOf(delivery, token.header), secret)) throw refused(token.header, 'is not the one that was agreed on');
  } else if (hmac !== undefined) {
    const { header, algorithm, encoding, prefix = '', signs = '{body}' } = hmac;
    const computed = createHmac(algorithm, secret);
    // Pieced together as bytes: a body need not be text.
    for (const piece of signs.split(/(\{body\}|\{timestamp\})/)) {
      computed.update(piece === '{body}' ? delivery.body : piece === '{timestamp}' ? (at ?? '') : piece);
    }
    if (!isSame(headerOf(delivery, header), prefix + computed.digest(encoding))) throw refused(header, 'does not fit the body');
  }
  if (timestamp === undefined || at === undefined) return;
  const sent = momentOf(at, timestamp.as);
  // A clock that runs ahead is as wrong as a delivery that somebody has kept.
  if (!(Math.abs(now - sent) <= timestamp.maxAgeSeconds * 1_000)) {
    throw refused(timestamp.header, `is further than ${timestamp.maxAgeSeconds} s from the present`);
  }
}

function headerOf({ headers }: Delivery, name: string): string {
  const value = headers[name.toLowerCase()];
  if (typeof value !== 'string' || value === '') throw refused(name, 'is missing');
  return value;
}

/** In a time that tells nothing of where they differ, not even of their lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function momentOf(text: string, as: NonNullable<InboundPart['timestamp']>['as']): number {
  if (as === 'iso') return Date.parse(text);
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  return as === 'epoch-millis' ? number : number * 1_000;
}

const refused = (header: string, why: string) =>
  new RapportError('WRONG_SIGNATURE', `The header ${header} ${why}`, {
    field: header,
    remedy: 'Give the source the secret that this server has, and have it sign as the mapping declares under inbound.',
  });
