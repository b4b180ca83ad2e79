/**
 * A copy of a document while it is being changed: its own fields may be set, what they hold is still shared with the original and may not.
 */
export type Draft<D> = { -readonly [field in keyof D]: D[field] };
