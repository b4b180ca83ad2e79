import fc from './properties.js';
import { COMMANDS } from '../../src/domain/aggregates.js';
import type { Command, CommandClass } from '../../src/domain/kernel/command.js';
import { ID_PATTERN, type JsonSchema } from '../../src/domain/kernel/fields.js';

/** Few ids and few moments, so that commands collide: on the same aggregates, at the same time, out of order. */
const IDS = ['a', 'a', 'a', 'b', 'constructor'];
const START = Date.parse('2026-03-02T08:00:00.000Z');
const moment = fc.integer({ min: 0, max: 60 }).map((hours) => new Date(START + hours * 3_600_000).toISOString());

/** Any value that a declared field accepts. Texts of the two formats that the domain itself checks are valid most of the time. */
function valueOf(name: string, schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'date-time') return moment;
  // A log contains only one organisation.
  if (name === 'organizationId') return fc.constant('a');
  if (schema.pattern === ID_PATTERN) return fc.constantFrom(...IDS);
  if (name === 'zone') return fc.constantFrom('Europe/Berlin', 'UTC', 'Nowhere/None');
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 100, (schema.minimum ?? 0) + 20) });
    case 'array':
      return fc.array(valueOf(name, schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return objectOf(schema);
    default:
      return fc.constantFrom('x', 'y', '__proto__', '08:00', '17:30');
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueOf(name, schema)]));
  return fc.record(values, { requiredKeys: [...required], noNullPrototype: true });
}

const envelope = fc.record(
  {
    commandId: fc.uuid(),
    occurredAt: moment,
    actor: fc.constantFrom({ kind: 'IT_STAFF', ref: 'p1' } as const, { kind: 'REQUESTER', ref: 'p2' } as const),
    importedFrom: fc.constant({ system: 'old', externalId: '1', fidelity: 'HISTORY' } as const),
  },
  { requiredKeys: ['commandId', 'occurredAt', 'actor'], noNullPrototype: true },
);

/** Any command of these classes that the edge would accept. */
export const anyCommand = (classes: readonly CommandClass[] = COMMANDS): fc.Arbitrary<Command> =>
  fc.oneof(...classes.map(commandOf));

function commandOf(type: CommandClass): fc.Arbitrary<Command> {
  const fields = Object.entries(type.definition.fields);
  const schema: JsonSchema = {
    properties: Object.fromEntries(fields.map(([name, field]) => [name, field.schema])),
    required: fields.filter(([, { optional }]) => !optional).map(([name]) => name),
  };
  return fc.tuple(objectOf(schema), envelope).map(([values, about]) => new type({ ...values, ...about }));
}
