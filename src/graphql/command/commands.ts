import { Inject, Injectable, Optional } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Field, Float, ID, InputType, Int, type ReturnTypeFuncValue, type MutationOptions } from '@nestjs/graphql';
import { capacityFor, requireOwnVoice } from '../../access/acting.js';
import { type CommandResult, EARLIEST_MOMENT } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import { inputFields } from '../../commands/edge/validate.js';
import { type CommandClass, keyOf } from '../../domain/kernel/command.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { ID_PATTERN, type JsonSchema } from '../../domain/kernel/fields.js';
import { warningsOf } from '../../privacy/identifier-like.js';
import { enumOfSchema } from '../kit/enums.js';
import { DateTime } from '../kit/scalars.js';
import type { RequestContext } from '../request-context.js';
import type { Done } from './payloads.js';

const groups = new Map<string, ReturnTypeFuncValue>();

/** The GraphQL input type of a declared field. */
export function inputTypeOf(schema: JsonSchema): ReturnTypeFuncValue {
  if (schema.enum) return enumOfSchema(schema);
  switch (schema.type) {
    case 'array':
      return [inputTypeOf(schema.items ?? {})] as ReturnTypeFuncValue;
    case 'object':
      return groupType(schema);
    case 'integer':
      return Int;
    case 'number':
      return Float;
    case 'boolean':
      return Boolean;
    default:
      if (schema.format === 'date-time') return DateTime;
      return schema.pattern === ID_PATTERN ? ID : String;
  }
}

/** The input type of a group, named by its `x-name`. Input and output types share one namespace, hence the suffix. */
function groupType(schema: JsonSchema): ReturnTypeFuncValue {
  const declared = schema['x-name'];
  if (declared === undefined) throw new Error('A group needs a name.');
  const name = declared.endsWith('Input') ? declared : `${declared}Input`;
  const registered = groups.get(name);
  if (registered) return registered;
  const group = class {};
  Object.defineProperty(group, 'name', { value: name });
  groups.set(name, group);
  InputType(name, { description: schema.description })(group);
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    declareField(group, field, inner, !schema.required?.includes(field));
  }
  return group;
}

/** Declares a field on an input class. */
export function declareField(target: { prototype: object }, name: string, schema: JsonSchema, nullable: boolean): void {
  const type = inputTypeOf(schema);
  Field(() => type, { nullable, ...(schema.description !== undefined && { description: schema.description }) })(
    target.prototype,
    name,
  );
}

/**
 * Makes the command class itself the mutation's input type, so that a command is declared once (CONTRIBUTING.md, "A new
 * event").
 */
function declareCommandInput(commandClass: CommandClass): void {
  InputType(`${commandClass.name}Input`, { description: commandClass.definition.description })(commandClass);
  for (const [name, field] of Object.entries(inputFields(commandClass))) {
    declareField(commandClass, name, field.schema, field.optional);
  }
}

/** The options of a command's mutation; its class becomes the input type. */
export const describedAs = <V>(commandClass: CommandClass<V>): MutationOptions => {
  declareCommandInput(commandClass as unknown as CommandClass);
  // Nullable: when one mutation of a request is refused, the answers of the others are kept. They have been carried out, and
  // the client must learn of it.
  return { nullable: true, description: commandClass.definition.description };
};

/** Carries out mutations: turns the input into a command, passes it to its handler, and turns the result into the payload. */
@Injectable()
export class Commands {
  constructor(
    private readonly bus: CommandBus,
    @Optional() @Inject(EARLIEST_MOMENT) private readonly earliest?: string,
  ) {}

  /** @throws RapportError INVALID_INPUT naming the field, and any error with which the command is refused */
  async carryOut<V>(commandClass: CommandClass<V>, input: object, context: RequestContext): Promise<Done> {
    const name = commandClass.name.charAt(0).toLowerCase() + commandClass.name.slice(1);
    const startedAt = performance.now();
    const done = (code: string) => context.commandDone(name, code, (performance.now() - startedAt) / 1_000);
    try {
      const { identity } = context.asker;
      const as = requireOwnVoice(identity, input) ?? (await capacityFor(identity, input, (kind) => context.actsFor(name, kind)));
      const reach = await context.actsFor(name, as);
      const command = admit(commandClass as unknown as CommandClass, input, {
        now: context.now,
        earliest: this.earliest,
        actor: { ...identity.actor, ...(as && { kind: as }) },
        within: reach === 'ALL' ? undefined : reach,
      });
      const { position, revision, repeated, events } = await this.bus.execute<typeof command, CommandResult>(command);
      done('OK');
      const warnings = warningsOf(command.words);
      return { position, revision, repeated, recorded: !repeated && events > 0, key: keyOf(command), warnings };
    } catch (error) {
      done(isRapportError(error) ? error.code : 'INTERNAL');
      throw error;
    }
  }
}
