import { isHistory } from '../kernel/command.js';
import type { Actor, CommandEnvelope } from '../kernel/command.js';
import { illegalMove } from '../kernel/errors.js';
import type { ActorKind } from '../kernel/event.js';

/** The two sides of a service relationship. */
export const SIDES = ['IT', 'DEPARTMENT'] as const;
export type Side = (typeof SIDES)[number];

/** The capacity in which people speak for a side. */
export const KIND_OF_SIDE: Readonly<Record<Side, ActorKind>> = { IT: 'IT_STAFF', DEPARTMENT: 'REQUESTER' };

/** The side for which somebody speaks in a capacity; undefined for a system, an import, or a liaison, who may be of either. */
export const sideOf = (kind: ActorKind): Side | undefined => SIDES.find((side) => KIND_OF_SIDE[side] === kind);

export const otherSide = (side: Side): Side => (side === 'IT' ? 'DEPARTMENT' : 'IT');

const PEOPLE: ReadonlySet<ActorKind> = new Set(['IT_STAFF', 'REQUESTER', 'LIAISON']);

/** A word of one side that the other side is to agree with. */
export interface FirstWord {
  /** In words: `charter proposal`, `touchpoint`. */
  readonly what: string;
  /** The field that names it, and its id. */
  readonly field: string;
  readonly id: string;
  /** Undefined: recorded for neither or both sides. */
  readonly side: Side | undefined;
  readonly by: Actor;
  readonly at: string;
}

/**
 * Consent takes two: a side does not answer its own word, and nobody answers as one side what they said as the other (a person
 * may have roles on both). What a system or an import records for both sides is believed.
 * @throws RapportError ILLEGAL_MOVE naming who said the first word, and when
 */
export function requireAnother(command: CommandEnvelope & { readonly side: Side }, first: FirstWord): void {
  const { what, field, id, side, by, at } = first;
  if (isHistory(command)) return;
  if (side === command.side) {
    throw illegalMove(
      'side',
      what,
      id,
      `is the word of the side ${side} itself, given at ${at}`,
      'Have somebody of the other side say it.',
      [{ code: 'OWN_WORD', parameters: { moment: at } }],
    );
  }
  if (PEOPLE.has(by.kind) && by.ref === command.actor.ref) {
    throw illegalMove(
      field,
      what,
      id,
      `is the word of "${by.ref}" themselves, given at ${at} as ${by.kind}`,
      'Have another person of that side say it.',
      [{ code: 'OWN_WORD', parameters: { moment: at } }],
    );
  }
}
