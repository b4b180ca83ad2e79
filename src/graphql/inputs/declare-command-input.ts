import { InputType } from '@nestjs/graphql';
import { inputFields } from '../../commands/edge/input-schema.js';
import type { CommandClass } from '../../domain/kernel/command.js';
import { declareField } from './input-type-of.js';

/** Makes the command class itself the mutation's input type: one declaration a command (architecture.md, How things are written). */
export function declareCommandInput(commandClass: CommandClass): void {
  InputType(`${commandClass.name}Input`, { description: commandClass.definition.description })(commandClass);
  for (const [name, field] of Object.entries(inputFields(commandClass))) {
    declareField(commandClass, name, field.schema, field.optional);
  }
}
