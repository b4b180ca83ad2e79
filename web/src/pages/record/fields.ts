import { gql, type TypedDocumentNode } from '@urql/core';
import type { SidesQuery } from '../../api/sides.js';
import { momentAt } from '../../parts/zone.js';
import type { EverySide } from '../../shell/every-side.js';

/** Fields that the explorer fills in, or that users do not need: they enter text, not keys of texts stored in another system. */
export const HIDDEN: ReadonlySet<string> = new Set([
  'commandId',
  'correlationId',
  'causationId',
  'expectedRevision',
  'actor',
  'externalIds',
  'organizationId',
  'summaryRef',
  'commentRef',
  'promiseRef',
  'notesRef',
]);

// The generated types do not include introspection, so this query is typed by hand.
export const InputQuery: TypedDocumentNode<Answer, { name: string }> = gql(`
  query Input($name: String!) {
    __type(name: $name) {
      description
      inputFields {
        name
        description
        type { kind name enumValues { name } ofType { kind name enumValues { name } } }
      }
    }
    settings { organizationId }
  }
`);
interface TypeAnswer {
  readonly kind: string;
  readonly name: string | null;
  readonly enumValues: readonly { readonly name: string }[] | null;
  readonly ofType?: TypeAnswer | null;
}
interface RawField {
  readonly name: string;
  readonly description: string | null;
  readonly type: TypeAnswer;
}
export interface Answer {
  readonly __type: { readonly description: string | null; readonly inputFields: readonly RawField[] } | null;
  readonly settings: { readonly organizationId: string };
}

/** A field of a command's input, as described by the schema. */
export interface Field {
  readonly name: string;
  readonly description: string | null;
  readonly required: boolean;
  readonly list: boolean;
  readonly type: string;
  readonly values: readonly string[] | null;
}

/** The fields to fill in: those to show first, then the other required ones, then the rest. */
export function fieldsOf(
  raw: readonly RawField[],
  shown: readonly string[],
): { first: readonly Field[]; more: readonly Field[] } {
  const fields = raw.map(fieldOf).filter(({ name }) => !HIDDEN.has(name));
  const listed = shown.flatMap((name) => fields.filter((field) => field.name === name));
  const others = fields.filter((field) => !listed.includes(field));
  return { first: [...listed, ...others.filter(({ required }) => required)], more: others.filter(({ required }) => !required) };
}

/** The part of a text field's description that refers to the hidden key fields. */
const OF_KEYS = /[,;] (in place of|else) `\w+Ref`$/;

function fieldOf({ name, description, type }: RawField): Field {
  const required = type.kind === 'NON_NULL';
  const bare = (required ? type.ofType : type)!;
  const list = bare.kind === 'LIST';
  return {
    name,
    description: description && description.replace(OF_KEYS, ''),
    required,
    list,
    type: list ? 'String' : (bare.name ?? 'String'),
    values: bare.enumValues?.map((value) => value.name) ?? null,
  };
}

/**
 * Options for a field that refers to a team or department: the names of those that the user may record for. Undefined for other fields,
 * and for the id of the team or department that is being registered.
 */
export function choicesOf(
  name: string,
  isNew: boolean,
  { teams, departments }: EverySide<typeof SidesQuery>,
  reachable: (side: 'departments' | 'teams', id: string) => boolean,
  byName: (a: string, b: string) => number,
): readonly (readonly [string, string])[] | undefined {
  if (name === 'parentId' || name === 'toDepartmentId' || (name === 'departmentId' && !isNew))
    return departments
      .filter(({ departmentId: id, retired }) => !retired && reachable('departments', id))
      .map(({ departmentId: id, name }) => [id, name ?? id] as const)
      .sort(([, a], [, b]) => byName(a, b));
  if (name === 'byTeamId' || (name === 'teamId' && !isNew))
    return teams
      .filter(({ teamId: id, retired }) => !retired && reachable('teams', id))
      .map(({ teamId: id, name }) => [id, name] as const)
      .sort(([, a], [, b]) => byName(a, b));
  return undefined;
}

/** The entered values in the API's format; times are local times of the zone. */
export function valuesOf(form: HTMLFormElement, fields: readonly Field[], zone: string): Record<string, unknown> {
  const given = new FormData(form);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = (given.get(field.name) as string).trim();
      return text === '' ? [] : [[field.name, valueOf(text, field, zone)]];
    }),
  );
}

function valueOf(text: string, { type, list }: Field, zone: string): unknown {
  if (list) return text.split(',').map((word) => word.trim());
  if (type === 'Int') return Number(text);
  if (type === 'Boolean') return text === 'true';
  return type === 'DateTime' ? momentAt(text.length === 16 ? `${text}:00` : text, zone) : text;
}

/** Does not use `crypto.randomUUID`, which exists only on localhost and over HTTPS. */
export const newId = (kind: string): string =>
  `${kind}-${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** The commands that begin something, and the field that names it. */
const BEGUN_BY: Readonly<Record<string, string>> = { planTouchpoint: 'touchpointId', proposeRelationshipCharter: 'proposalId' };
/** A new id for the thing that a command begins; undefined for its other fields, and for commands that begin nothing. */
export const freshIdOf = (command: string, field: string): string | undefined =>
  BEGUN_BY[command] === field ? newId(field.slice(0, -'Id'.length)) : undefined;
