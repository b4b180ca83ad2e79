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

/** What one side stated, and the other is to agree with. */
export interface Statement {
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
 * Consent needs both sides: a side does not answer its own statement, and nobody answers as one side what they stated as the
 * other (a person may have roles on both). What a system or an import records for both sides is believed.
 * @throws RapportError ILLEGAL_MOVE naming who made the statement, and when
 */
export function requireAnother(command: CommandEnvelope & { readonly side: Side }, statement: Statement): void {
  const { what, field, id, side, by, at } = statement;
  if (isHistory(command)) return;
  if (side === command.side) {
    throw illegalMove(
      'side',
      what,
      id,
      `was recorded by the side ${side} itself at ${at}`,
      'Someone of the other side must answer.',
      [{ code: 'OWN_STATEMENT', parameters: { moment: at } }],
    );
  }
  if (PEOPLE.has(by.kind) && by.ref === command.actor.ref) {
    throw illegalMove(
      field,
      what,
      id,
      `was recorded by "${by.ref}" at ${at}, as ${by.kind}`,
      'Another person of that side must answer.',
      [{ code: 'OWN_STATEMENT', parameters: { moment: at } }],
    );
  }
}
