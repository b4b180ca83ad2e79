/**
 * A small language to declare the fields of commands and events once. One declaration yields the TypeScript type, the JSON
 * Schema (validation at the edge, the published event contract) and the GraphQL input. It is data only: the domain imports no
 * package.
 */

/** The subset of JSON Schema (draft 2020-12) that the declarations produce; `x-` keys are ours. */
export interface JsonSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'date-time';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  /** The GraphQL name of an enum or of a nested object. */
  readonly 'x-name'?: string;
  /** What each value of an enum means. */
  readonly 'x-meanings'?: Readonly<Record<string, string>>;
  /** The aggregate that the id in this field must reference; checked when the command is decided. */
  readonly 'x-reference'?: string;
  /** Free text: it goes to the store of texts, and the field named here holds its key. */
  readonly 'x-words'?: string;
  /** Recorded and counted, but never published: the feed omits the field. */
  readonly 'x-confidential'?: true;
  readonly 'x-single-answer'?: true;
}

export interface Field<T = unknown, Optional extends boolean = boolean> {
  readonly schema: JsonSchema;
  readonly optional: Optional;
  /** Carries the type only; never set. */
  readonly valueType?: T;
}
export type Fields = Readonly<Record<string, Field>>;
type TypeOf<F> = F extends Field<infer T> ? T : never;
type Simplify<T> = { [K in keyof T]: T[K] } & {};
/** The TypeScript type of an object with these fields. */
export type Values<S extends Fields> = Simplify<
  { readonly [K in keyof S as S[K]['optional'] extends true ? never : K]: TypeOf<S[K]> } & {
    readonly [K in keyof S as S[K]['optional'] extends true ? K : never]?: TypeOf<S[K]>;
  }
>;

const field = <T>(schema: JsonSchema): Field<T, false> => ({ schema, optional: false });

/**
 * Ids become parts of stream names (`relationship-<teamId>.<departmentId>`), so a dot, a space or a leading dash would be
 * ambiguous.
 */
export const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$';
/** The id of the aggregate itself, chosen by the caller that creates it. */
export const id = (description: string) => field<string>({ type: 'string', pattern: ID_PATTERN, description });
/**
 * The id of an aggregate that must exist (registered, logged or started). It is loaded when the command is decided;
 * NOT_REGISTERED if it does not.
 */
export const reference = (aggregate: string, description: string) =>
  field<string>({ type: 'string', pattern: ID_PATTERN, description, 'x-reference': aggregate });
/** A pseudonym of a person, or the key of a text kept apart from events; never a name, an address or the text itself. */
export const ref = (description: string) => field<string>({ type: 'string', minLength: 1, maxLength: 200, description });
/**
 * Free text from a person. It never reaches an event: the edge separates it from the command, the store of texts keeps it, and
 * `key` names the field in which the event holds its key. Several fields with the same `key` form one text.
 */
export const words = (key: string, maxLength: number, description: string): Field<string, true> => ({
  schema: { type: 'string', minLength: 1, maxLength, description, 'x-words': key },
  optional: true,
});
/**
 * A short label of the organisation's own vocabulary (a category, a resolution code, a team's name). Not for free text about
 * people.
 */
export const label = (description: string) => field<string>({ type: 'string', minLength: 1, maxLength: 200, description });
/** Machine-written text for programs. Not for free text from people. */
export const text = (maxLength: number, description: string) =>
  field<string>({ type: 'string', minLength: 1, maxLength, description });
/** An instant: RFC 3339 with an explicit offset on input, UTC with milliseconds (`2026-03-01T08:00:00.000Z`) internally. */
export const moment = (description: string) => field<string>({ type: 'string', format: 'date-time', description });
/** An integer from `minimum` to `maximum`, both inclusive. */
export const integer = (minimum: number, maximum: number, description: string) =>
  field<number>({ type: 'integer', minimum, maximum, description });
/** A boolean. */
export const flag = (description: string) => field<boolean>({ type: 'boolean', description });
/** One of these values, each with its meaning in a sentence. `name`: the GraphQL name of their enum. */
export const oneOf = <V extends string>(name: string, meanings: Readonly<Record<V, string>>, description: string) =>
  field<V>({ type: 'string', enum: Object.keys(meanings), description, 'x-name': name, 'x-meanings': meanings });
/** The type of one of these events, each of which says itself what it means. No GraphQL input has such a field. */
export const typeOfEvent = <const T extends readonly string[]>(types: T, description: string) =>
  field<T[number]>({ type: 'string', enum: types, description });
/** At most `maxItems` of them, in the order given. */
export const list = <T>(of: Field<T>, maxItems: number, description: string) =>
  field<readonly T[]>({ type: 'array', items: of.schema, maxItems, description });
/** A nested object. `name`: the GraphQL name of its type. */
export const group = <const S extends Fields>(name: string, fields: S, description: string) =>
  field<Values<S>>({ ...objectSchema(fields), description, 'x-name': name });
/** An optional field. There is no null: an absent field means "not stated". */
export const optional = <T>(of: Field<T>): Field<T, true> => ({ schema: of.schema, optional: true });
/**
 * A field with what a person said about others, or with that person's identity. It is recorded and counted together with what
 * others said. If the feed published it, that would undo every threshold (docs/privacy.md).
 */
export const confidential = <F extends Field>(of: F): F => ({ ...of, schema: { ...of.schema, 'x-confidential': true } });
/**
 * One person's answer about a contact: visible to those who served and to that person, to others only in groups
 * (docs/privacy.md).
 */
export const singleAnswer = <F extends Field>(of: F): F => ({ ...of, schema: { ...of.schema, 'x-single-answer': true } });

/** The JSON Schema of an object with exactly these fields: unknown ones are refused. */
export function objectSchema(fields: Fields): JsonSchema {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
    required: entries.filter(([, { optional }]) => !optional).map(([name]) => name),
    additionalProperties: false,
  };
}
