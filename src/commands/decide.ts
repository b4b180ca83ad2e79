import { schemaVersionOf } from '../domain/aggregates.js';
import { type Command, type CommandDefinition, definitionOf, streamOf } from '../domain/kernel/command.js';
import type { Decider, References } from '../domain/kernel/decider.js';
import type { DomainEvent, EventMetadata } from '../domain/kernel/event.js';
import { notReferable } from '../domain/kernel/errors.js';
import type { NewEvent } from '../event-log/event-log.js';
import { namedUuids } from './edge.js';

// Each aggregate's decider is typed to its own commands and events. Code that handles all aggregates alike uses this type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyDecider = Decider<any, any, any>;

/** An aggregate folded from its stream; in its initial state when the stream does not exist. */
export interface Aggregate {
  readonly decider: AnyDecider;
  readonly state: unknown;
}

/**
 * Another aggregate that a decision needs, named by its stream. `fresh`: a refusal would rest on it, so a possibly stale
 * state is not enough.
 */
export interface AggregateRequest {
  readonly stream: string;
  readonly fresh: boolean;
}

/**
 * Decides a command on its aggregate: the only way from a command to events. It yields a request for each other aggregate
 * that it needs: those that the command's reference fields name (lists included), and those that the decider consults. Pure:
 * the caller supplies the states.
 * @throws RapportError the decider's refusal; NOT_REGISTERED, naming the field, when a referenced aggregate does not exist
 * or had ended by the moment at which the command happened; the remedy names its successors
 */
export function* decisionOn(
  command: Command,
  { decider, state }: Aggregate,
): Generator<AggregateRequest, readonly DomainEvent[], Aggregate> {
  const references: Record<string, unknown> = {};
  for (const { field, aggregate, isList } of referenceFields(definitionOf(command))) {
    const named = (command as unknown as Record<string, string | readonly string[] | undefined>)[field];
    if (named === undefined) continue;
    const states: unknown[] = [];
    for (const id of [named].flat()) states.push(yield* referred(field, aggregate, id, command.occurredAt));
    references[field] = isList ? states : states[0];
  }
  for (;;) {
    const missing = consulted(decider, command, state, references);
    if (missing.length === 0) break;
    for (const [name, stream] of missing) references[name] = (yield { stream, fresh: false }).state;
  }
  return decider.decide(command, state, references) as readonly DomainEvent[];
}

/** Decides with states that are already loaded. Throws what `decisionOn` throws. */
export function decide(command: Command, aggregateOf: (stream: string) => Aggregate): readonly DomainEvent[] {
  const decision = decisionOn(command, aggregateOf(streamOf(command)));
  let step = decision.next();
  while (!step.done) step = decision.next(aggregateOf(step.value.stream));
  return step.value;
}

/** Decides on an aggregate and loads the others on demand. Throws what `decisionOn` and `load` throw. */
export async function decideLoading(
  command: Command,
  aggregate: Aggregate,
  load: (request: AggregateRequest) => Promise<Aggregate>,
): Promise<readonly DomainEvent[]> {
  const decision = decisionOn(command, aggregate);
  let step = decision.next();
  while (!step.done) step = decision.next(await load(step.value));
  return step.value;
}

/** The streams that a command's reference fields name. */
export const referredStreams = (command: Command): readonly string[] =>
  referenceFields(definitionOf(command)).flatMap(({ field, aggregate }) => {
    const named = (command as unknown as Record<string, string | readonly string[] | undefined>)[field];
    return named === undefined ? [] : [named].flat().map((id) => `${aggregate}-${id}`);
  });

interface ReferenceField {
  readonly field: string;
  readonly aggregate: string;
  readonly isList: boolean;
}
const fieldsByDefinition = new WeakMap<CommandDefinition, readonly ReferenceField[]>();

/** The fields of a command that name other aggregates. Computed once per declaration, not for every command. */
function referenceFields(definition: CommandDefinition): readonly ReferenceField[] {
  let fields = fieldsByDefinition.get(definition);
  if (!fields) {
    fields = Object.entries(definition.fields).flatMap(([field, { schema }]) => {
      const aggregate = schema['x-reference'] ?? schema.items?.['x-reference'];
      return aggregate === undefined ? [] : [{ field, aggregate, isList: schema['x-reference'] === undefined }];
    });
    fieldsByDefinition.set(definition, fields);
  }
  return fields;
}

/** The aggregates that the decider consults and has not received yet. */
function consulted(
  decider: AnyDecider,
  command: Command,
  state: unknown,
  references: References,
): readonly (readonly [name: string, stream: string])[] {
  return Object.entries(decider.consults?.(command, state, references) ?? {})
    .filter(([name]) => !Object.hasOwn(references, name))
    .map(([name, { aggregate, key }]) => [name, `${aggregate}-${key}`]);
}

function* referred(field: string, category: string, id: string, at: string): Generator<AggregateRequest, unknown, Aggregate> {
  const stream = `${category}-${id}`;
  let found = yield { stream, fresh: false };
  if (!found.decider.isReferable(found.state, at)) found = yield { stream, fresh: true };
  if (found.decider.isReferable(found.state, at)) return found.state;
  throw notReferable(field, category, id, yield* successorsOf(found, category, id, at));
}

/**
 * The successors of an ended aggregate that have not ended themselves: follows the whole chain. Two that are each other's
 * successor yield none.
 */
function* successorsOf(
  ended: Aggregate,
  category: string,
  id: string,
  at: string,
): Generator<AggregateRequest, readonly string[], Aggregate> {
  const seen = new Set([id]);
  const successors: string[] = [];
  const ahead = [...(ended.decider.goesOnAs?.(ended.state, at) ?? [])];
  for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const { decider, state } = yield { stream: `${category}-${next}`, fresh: false };
    if (decider.isReferable(state, at)) successors.push(next);
    else ahead.push(...(decider.goesOnAs?.(state, at) ?? []));
  }
  return successors;
}

const eventId = namedUuids('c5a5f2b0-6a6e-5d6c-9a43-2f3b7c1d8e90');

/** The metadata that all events of a command share. */
export function metadataOf(command: Command, organizationId: string): Omit<EventMetadata, 'schemaVersion'> {
  return {
    occurredAt: command.occurredAt,
    commandId: command.commandId,
    ...(command.commandHash !== undefined && { commandHash: command.commandHash }),
    organizationId,
    actorKind: command.actor.kind,
    actorRef: command.actor.ref,
    fidelity: command.importedFrom?.fidelity ?? 'NATIVE',
    ...(command.importedFrom && { sourceSystem: command.importedFrom.system, sourceExternalId: command.importedFrom.externalId }),
    ...(command.silentRows && { silentRows: JSON.stringify(command.silentRows) }),
    $correlationId: command.correlationId ?? command.commandId,
    $causationId: command.causationId ?? command.commandId,
  };
}

/**
 * Builds events that are ready for the log. Each id is derived from stream, command and place, so that the log recognises a
 * retried append, and two streams never share an id though one commandId may serve both. The command's hash is part of it:
 * of two commands that race under one id, the log must not take the later for a repeat of the first.
 */
export function newEvents(stream: string, command: Command, decided: readonly DomainEvent[], organizationId: string): NewEvent[] {
  const metadata = metadataOf(command, organizationId);
  const { commandId, commandHash } = command;
  const origin = commandHash === undefined ? `${stream}|${commandId}` : `${stream}|${commandId}|${commandHash}`;
  return decided.map((event, index) => ({
    ...event,
    id: eventId(`${origin}|${index}`),
    metadata: { ...metadata, schemaVersion: String(schemaVersionOf(event.type)) },
  }));
}

/** Well below the log's limit for one append, so that the estimate below need not be exact. */
const CHUNK_BYTES = 700_000;

/**
 * Joins the events of several commands into as few appends as possible. The events of one command are never split. A single
 * command is passed on unchanged: if it is too large, the log refuses it.
 */
export function* appendChunks(commands: readonly (readonly NewEvent[])[]): Generator<readonly NewEvent[]> {
  if (commands.length === 1) {
    if (commands[0]!.length > 0) yield commands[0]!;
    return;
  }
  let chunk: NewEvent[] = [];
  let bytes = 0;
  for (const events of commands) {
    const weight = events.reduce((sum, event) => sum + weightOf(event), 0);
    if (chunk.length > 0 && bytes + weight > CHUNK_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(...events);
    bytes += weight;
  }
  if (chunk.length > 0) yield chunk;
}

/** An upper bound without serialising: a character is at most three bytes of UTF-8, and our fields are short. */
function weightOf({ data, metadata }: NewEvent): number {
  return 3 * (charactersOf(data) + charactersOf(metadata)) + 200;
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 24;
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + charactersOf(item), 2);
}
