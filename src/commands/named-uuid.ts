import { hash } from 'node:crypto';
import { parse } from 'uuid';

/**
 * Makes UUIDs out of names: the same name in the same namespace gives the same one (RFC 9562, version 5). Every command needs one or two;
 * the library's own version takes five times as long, for it cannot hash in one call.
 */
export function namedUuids(namespace: string): (name: string) => string {
  const prefix = parse(namespace);
  return (name) => {
    const digest = hash('sha1', Buffer.concat([prefix, Buffer.from(name)]), 'hex');
    const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  };
}
