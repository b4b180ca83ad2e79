/** An event as the log returns it. */
export interface RawEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly data: object;
  readonly metadata: { readonly occurredAt: string; readonly actorKind: string; readonly fidelity: string };
}
/** The fields of any event, read by name, because a reference must not use the product's declarations. */
export interface Fields {
  readonly [field: string]: string;
}
export const said = (event: RawEvent): Fields => event.data as Fields;
export const list = (event: RawEvent, field: string): readonly string[] =>
  (event.data as Record<string, readonly string[] | undefined>)[field] ?? [];
export const number = (event: RawEvent | undefined, field: string): number | undefined =>
  (event?.data as Record<string, number | undefined> | undefined)?.[field];
export const flag = (event: RawEvent, field: string): boolean | undefined =>
  (event.data as Record<string, boolean | undefined>)[field];
export const at = (event: RawEvent): string => event.metadata.occurredAt;

/** The event's field `human`; if it has none, whether its actor is a person. */
export const byPerson = (event: RawEvent): boolean => flag(event, 'human') ?? event.metadata.actorKind !== 'SYSTEM';

/** Sorts events by the moment at which they happened; for equal moments, in recorded order. */
export const asItHappened = (events: readonly RawEvent[]): RawEvent[] =>
  [...events].sort((one, other) => (at(one) < at(other) ? -1 : at(one) > at(other) ? 1 : 0));

export const later = (moment: string, ms: number): string => new Date(Date.parse(moment) + ms).toISOString();
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** One trial with its verdict. `moment` is the moment at which it counts. */
export interface ReferenceTrial {
  readonly component: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly moment: string;
  readonly success: boolean;
}
