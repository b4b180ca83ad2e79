import { describe, expect, it } from 'vitest';
import { createHmac } from 'node:crypto';
import { checkSignature } from '../../../src/http/inbound-routes.js';
import type { InboundPart } from '../../../src/imports/mapping/mapping.js';

const SECRET = 'a secret of the hospital';
const BODY = Buffer.from('{"id":1,"note":"größer"}');
const NOW = Date.UTC(2026, 2, 1, 12);
const hmac = (signed: string | Buffer, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
  createHmac(algorithm, SECRET).update(signed).digest(encoding);
const outcome = (inbound: InboundPart, headers: Record<string, string>, body = BODY) => {
  try {
    checkSignature(inbound, SECRET, { headers, body }, NOW);
    return 'passes';
  } catch (error) {
    const { code, field, message } = error as { code: string; field: string; message: string };
    expect(message).not.toContain(SECRET);
    return `${code} ${field}`;
  }
};

describe('the signature of a delivery', () => {
  const zammad: InboundPart = { hmac: { header: 'X-Hub-Signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' } };
  const stamped: InboundPart = {
    hmac: { header: 'x-signature', algorithm: 'sha256', encoding: 'base64', signs: 'v0:{timestamp}:{body}' },
    timestamp: { header: 'x-time', maxAgeSeconds: 300 },
  };
  const written: InboundPart = { ...stamped, timestamp: { header: 'x-time', maxAgeSeconds: 300, as: 'iso' } };
  const at = (seconds: number) => String(NOW / 1_000 + seconds);
  const signed = (time: string) => ({ 'x-time': time, 'x-signature': hmac(`v0:${time}:${BODY.toString()}`, 'sha256', 'base64') });

  it.each([
    ['the body', zammad, { 'x-hub-signature': `sha1=${hmac(BODY, 'sha1')}` }, 'passes'],
    ['the body, without the prefix', zammad, { 'x-hub-signature': hmac(BODY, 'sha1') }, 'WRONG_SIGNATURE X-Hub-Signature'],
    ['another body', zammad, { 'x-hub-signature': `sha1=${hmac('{}', 'sha1')}` }, 'WRONG_SIGNATURE X-Hub-Signature'],
    ['nothing', zammad, {}, 'WRONG_SIGNATURE X-Hub-Signature'],
    ['a token', { token: { header: 'X-Token' } }, { 'x-token': SECRET }, 'passes'],
    ['the beginning of a token', { token: { header: 'X-Token' } }, { 'x-token': SECRET.slice(0, -1) }, 'WRONG_SIGNATURE X-Token'],
    ['time and body', stamped, signed(at(-299)), 'passes'],
    ['time and body, long ago', stamped, signed(at(-301)), 'WRONG_SIGNATURE x-time'],
    ['time and body, in the future', stamped, signed(at(301)), 'WRONG_SIGNATURE x-time'],
    ['another time', stamped, { ...signed(at(-299)), 'x-time': at(0) }, 'WRONG_SIGNATURE x-signature'],
    ['the body, in capitals', zammad, { 'x-hub-signature': `sha1=${hmac(BODY, 'sha1').toUpperCase()}` }, 'passes'],
    ['a time as text', written, signed(new Date(NOW).toISOString()), 'passes'],
    ['a time of no zone', written, signed(new Date(NOW).toISOString().slice(0, -1)), 'WRONG_SIGNATURE x-time'],
    ['a time that is none', stamped, signed('yesterday'), 'WRONG_SIGNATURE x-time'],
  ] as [string, InboundPart, Record<string, string>, string][])('of %s', (_what, inbound, headers, expected) => {
    expect(outcome(inbound, headers)).toBe(expected);
  });

  it('that is too old is not for want of the secret', () => {
    const old = { headers: signed(at(-301)), body: BODY };
    expect(() => checkSignature(stamped, SECRET, old, NOW)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('clocks') as string }),
    );
  });
});
