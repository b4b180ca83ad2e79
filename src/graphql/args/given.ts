import { withoutNulls } from '../../commands/edge/tidy.js';

/** The same with only what was given: in a filter, null says "do not filter by this". */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], null> };

export const given = <T extends object>(values: T | null | undefined): Given<T> => withoutNulls(values ?? {}) as Given<T>;
