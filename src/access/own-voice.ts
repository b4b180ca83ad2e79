import { RapportError } from '../domain/kernel/errors.js';
import type { Identity } from './identity.js';

/** Fields that say whose word it is. */
const WHOSE_WORD = ['byRef', 'respondentRef'] as const;

/**
 * Nobody gives a command in another's name, but who speaks for others: an import, a liaison's assistant. So nobody of IT speaks as the department,
 * and nobody answers a survey twice.
 * @throws RapportError FORBIDDEN naming the field
 */
export function requireOwnVoice({ speaksForOthers, subject, actorKinds }: Identity, input: object): void {
  if (speaksForOthers) return;
  const { actor, ...said } = input as { readonly actor?: { readonly kind: string; readonly ref: string } | null } & Record<
    string,
    unknown
  >;
  if (actor && (actor.ref !== subject || !(actorKinds as readonly string[]).includes(actor.kind))) {
    throw notYours('actor', `${actor.kind} "${actor.ref}"`, `Leave it out, or give ${actorKinds.join(' or ')} "${subject}".`);
  }
  for (const field of WHOSE_WORD) {
    const ref = said[field];
    if (typeof ref === 'string' && ref !== subject) throw notYours(field, `"${ref}"`, `Give your own pseudonym, "${subject}".`);
  }
}

const notYours = (field: string, whom: string, remedy: string) =>
  new RapportError('FORBIDDEN', `${field}: you do not speak for ${whom}`, { field, remedy });
