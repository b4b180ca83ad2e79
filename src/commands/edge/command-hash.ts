import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { CommandEnvelope } from '../../domain/kernel/command.js';

/** 72 bits: nobody meets the same one by chance, and it is carried by every event. */
const CHARACTERS = 12;

/**
 * What tells a command's repeat from another command under the same id: a hash of its name and of what the caller wants done. It is kept in
 * the log (decision 4), so neither the fields that it covers nor their form may change.
 *
 * Left out is what a true repeat may bring differently: the revision that it expects, the trace that it belongs to. So is what the edge fills
 * in: a repeat comes at another time of day. A moment that the caller sends is part of what it says.
 * @param values what the caller sent, tidied (no nulls, moments in UTC), with the key
 */
export function commandHash(name: string, values: Partial<CommandEnvelope> & object): string {
  const { commandId: _id, expectedRevision: _revision, correlationId: _work, causationId: _cause, ...wanted } = values;
  return hash('sha256', canonicalJson([name, wanted]), 'base64url').slice(0, CHARACTERS);
}
