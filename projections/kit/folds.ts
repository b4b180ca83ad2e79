import type { DomainEvent, RecordedEvent } from '../../src/domain/kernel/event.js';

/** What each type of event changes: the table is the projection's list of handled types as well, so that the two cannot disagree. */
export type Folds<E extends DomainEvent, D, R = D> = {
  readonly [N in E['type']]: (document: D, event: RecordedEvent<Extract<E, { readonly type: N }>>) => R;
};

/** The types that the table has an entry for. */
export const typesOf = <T extends string>(folds: Readonly<Record<T, unknown>>) => Object.keys(folds) as T[];

/** Applies the entry of the event's own type. */
export function applyFold<T extends string, D, R>(
  folds: Readonly<Record<T, (document: D, event: never) => R>>,
  document: D,
  event: { readonly type: T },
): R {
  return folds[event.type](document, event as never);
}
