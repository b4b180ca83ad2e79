import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { EventLog } from '../../src/event-log/event-log.js';
import { globalId, NODE_VIEWS, type NodeType } from '../../src/graphql/kit/node.js';

/** What exists in a log, as values for arguments. */
export interface Samples {
  /** Ids by aggregate. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** By the query that takes them: ids of events, correlation ids, names of streams, keys of texts. */
  readonly names: Readonly<Record<'event' | 'correlation' | 'streamEvents' | 'text', readonly string[]>>;
  readonly positions: readonly string[];
  readonly instants: readonly string[];
}
export interface SchemaRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export async function samplesOf(log: EventLog): Promise<Samples> {
  const ids: Record<string, Set<string>> = {};
  const [positions, instants, correlations, streams, keys] = Array.from({ length: 5 }, () => new Set<string>()) as Sets;
  const events: string[] = [];
  for await (const page of log.read('')) {
    for (const { id, stream, position, metadata, data } of page) {
      const dash = stream.indexOf('-');
      (ids[stream.slice(0, dash)] ??= new Set()).add(stream.slice(dash + 1));
      positions.add(position);
      instants.add(metadata.occurredAt);
      events.push(id);
      correlations.add(metadata.$correlationId);
      streams.add(stream);
      for (const [field, value] of Object.entries(data)) if (field.endsWith('Ref') && typeof value === 'string') keys.add(value);
    }
  }
  const named = Object.entries(ids).map(([aggregate, found]) => [aggregate, [...found]]);
  return {
    ids: Object.fromEntries(named) as Samples['ids'],
    names: { event: events, correlation: [...correlations], streamEvents: [...streams], text: [...keys] },
    positions: [...positions],
    instants: [...instants],
  };
}
type Sets = [Set<string>, Set<string>, Set<string>, Set<string>, Set<string>];

const TEXTS = [
  '',
  ' ',
  'x',
  'null',
  '0',
  '__proto__',
  'constructor',
  '"\\\n\u0000',
  '\u{1f3e5}',
  '\ud800',
  'ü'.repeat(3_000),
  '{}',
  '-1',
  '../..',
];
const INSTANTS = [
  '',
  'yesterday',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999+14:00',
  '2026-02-30T00:00:00Z',
  '2026-03-01',
  '2090-01-01T00:00:00Z',
];
const POSITIONS = ['', 'x', '0', '9'.repeat(16), '9'.repeat(40), '-1'];
const INTEGERS = [0, 1, 2, 5, 50, 500, 501, -1, 2_147_483_647, -2_147_483_648];
const FLOATS = [0, -0, 0.5, 1, -1, 1e-300, 1e300, 99.999];
const WRONG = [null, 5, 'text', true, [], {}, [[null]], { a: { b: [] } }, 1e400, 2 ** 53];

/** Generates requests from a schema and samples of what exists. */
export class SchemaRequests {
  private readonly things: readonly string[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly samples: Samples,
    private readonly random: () => number,
  ) {
    this.things = Object.values(samples.ids).flat();
  }

  /** For each root field, a query for everything under it, down to so many levels, with each type at most once on a path. */
  *everything(levels: number): Generator<SchemaRequest & { readonly field: string }> {
    for (const field of Object.values(this.schema.getQueryType()!.getFields())) {
      for (
        let time = 0;
        time < (field.args.some(({ name }) => name === 'id') || field.name in this.samples.names ? 4 : 2);
        time += 1
      ) {
        const args = this.arguments(field, (arg) => isNonNullType(arg.type) || (time > 0 && IDENTIFYING.test(arg.name)));
        yield { field: field.name, query: `{ ${field.name}${args} ${this.all(field.type, levels, new Set())} }` };
      }
    }
  }

  /** A random request, as a client that knows the schema could send: mostly well-formed, mostly about what exists. */
  any(): SchemaRequest {
    const mutation = this.chance(0.15);
    const root = mutation ? this.schema.getMutationType()! : this.schema.getQueryType()!;
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const asked = Array.from({ length: this.chance(0.8) ? 1 : 3 }, (_, n) => {
      const field = this.pick(Object.values(root.getFields()));
      const args = field.args
        .filter((arg) => isNonNullType(arg.type) || this.chance(0.25))
        .map((arg) => {
          const variable = `v${n}_${arg.name}`;
          declared.push(`$${variable}: ${String(arg.type)}`);
          variables[variable] = this.chance(0.05) ? this.pick(WRONG) : this.value(arg.type, field.name, arg.name);
          return `${arg.name}: $${variable}`;
        });
      return `a${n}: ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${this.some(field.type, 4)}`;
    });
    const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
    const query = `${mutation ? 'mutation' : 'query'} Any${head} { ${asked.join(' ')} }`;
    if (this.chance(0.03)) return { query: this.broken(query), variables };
    if (this.chance(0.1))
      return { query: `${query} query Other { __typename }`, variables, operationName: this.pick(['Any', 'Other', 'No']) };
    return { query, variables };
  }

  /** The text with a few characters lost, doubled or replaced. */
  private broken(text: string): string {
    const at = Math.floor(this.random() * text.length);
    return (
      text.slice(0, at) +
      this.pick(['', '{', '}', '"', '$', '...', '\u0000', text.slice(at, at + 20)]) +
      text.slice(at + Math.floor(this.random() * 3))
    );
  }

  private all(type: GraphQLOutputType, levels: number, on: ReadonlySet<string>): string {
    return this.selection(type, (field) => {
      const named = getNamedType(field.type);
      if (isLeafType(named)) return `${field.name}${this.arguments(field, (arg) => isNonNullType(arg.type))}`;
      if (levels <= 1 || on.has(named.name)) return undefined;
      const inner = this.all(field.type, levels - 1, new Set([...on, named.name]));
      return `${field.name}${this.arguments(field, (arg) => isNonNullType(arg.type))} ${inner}`;
    });
  }

  private some(type: GraphQLOutputType, levels: number): string {
    return this.selection(type, (field) => {
      const leaf = isLeafType(getNamedType(field.type));
      if (!this.chance(leaf ? 0.5 : 0.3) || (!leaf && levels <= 1)) return undefined;
      const args = this.arguments(field, (arg) => isNonNullType(arg.type) || this.chance(0.2));
      return `${field.name}${args} ${leaf ? '' : this.some(field.type, levels - 1)}`;
    });
  }

  private selection(type: GraphQLOutputType, of: (field: GraphQLField<unknown, unknown>) => string | undefined): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return '';
    const parts = ['__typename'];
    for (const one of isAbstractType(named) ? this.schema.getPossibleTypes(named) : [named as GraphQLObjectType]) {
      const fields = Object.values(one.getFields()).flatMap((field) => of(field) ?? []);
      parts.push(...(isAbstractType(named) ? [`... on ${one.name} { __typename ${aliased(fields, one.name)} }`] : fields));
    }
    return `{ ${parts.join(' ')} }`;
  }

  private arguments({ name, args }: GraphQLField<unknown, unknown>, wanted: (arg: GraphQLArgument) => boolean): string {
    const given = args.filter((arg) => wanted(arg) || arg.name === 'first');
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${arg.name === 'first' ? 2 : literal(this.value(arg.type, name, arg.name), arg.type)}`).join(', ')})`;
  }

  private value(type: GraphQLInputType, field: string, name: string): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, field, name);
    if (isListType(type))
      return Array.from({ length: Math.floor(this.random() * 3) }, () => this.value(type.ofType, field, name));
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((one) => isNonNullType(one.type) || this.chance(0.4));
      return Object.fromEntries(fields.map((one) => [one.name, this.value(one.type, field, one.name)]));
    }
    const odd = this.chance(0.1);
    if (!odd && Object.hasOwn(NAMED, field) && NAMED[field] === name)
      return this.pick(this.samples.names[field as keyof Samples['names']]);
    switch (type.name) {
      case 'ID':
        return odd ? this.pick([...TEXTS, ...this.things]) : this.id(field, name);
      case 'DateTime':
        return this.pick(odd ? INSTANTS : this.samples.instants);
      case 'Position':
        return this.pick(odd ? POSITIONS : this.samples.positions);
      case 'Int':
        return this.pick(INTEGERS);
      case 'Float':
        return this.pick(FLOATS);
      case 'Boolean':
        return this.chance(0.5);
      default:
        return this.pick(TEXTS);
    }
  }

  /** An id of the aggregate that an argument with this name refers to. */
  private id(field: string, name: string): string {
    const { ids } = this.samples;
    if (field === 'node') {
      const type = this.pick(Object.keys(NODE_VIEWS)) as NodeType;
      const aggregate = { ImportRun: 'import', Audit: 'governance' }[type as string] ?? type.toLowerCase();
      return globalId(type, this.pick(ids[aggregate] ?? this.things));
    }
    const thing = name === 'id' ? field : name.replace(/^(from|into|to)|Ids?$/g, '');
    const aggregate = Object.keys(ids).find((one) => thing.toLowerCase().startsWith(one));
    return this.pick(aggregate === undefined ? this.things : ids[aggregate]!);
  }

  private readonly chance = (share: number): boolean => this.random() < share;
  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }
}

/** For each query in `Samples.names`, the argument that takes the value. */
const NAMED: Readonly<Record<string, string>> = { event: 'id', correlation: 'id', streamEvents: 'stream', text: 'key' };
/** Arguments that narrow a query to an aggregate or a moment. */
const IDENTIFYING = /Id$|^asOf$|^from$/;

/** Types of an interface may have fields with the same name but different types, which GraphQL only accepts under aliases. */
const aliased = (fields: readonly string[], type: string) =>
  fields.map((field) => `${type}_${/^\w+/.exec(field)![0]}: ${field}`).join(' ');

function literal(value: unknown, type: GraphQLInputType): string {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return `[${(value as unknown[]).map((one) => literal(one, bare.ofType)).join(', ')}]`;
  if (isEnumType(bare)) return String(value);
  if (!isInputObjectType(bare)) return JSON.stringify(value);
  const fields = bare.getFields();
  return `{ ${Object.entries(value as object)
    .map(([name, one]) => `${name}: ${literal(one, fields[name]!.type)}`)
    .join(', ')} }`;
}
