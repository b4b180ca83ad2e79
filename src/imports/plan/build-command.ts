import { Ajv, type ValidateFunction } from 'ajv';
import { requirePlausible } from '../../commands/edge/plausible.js';
import { inputSchema as schemaOf } from '../../commands/edge/input-schema.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { flawedText, storable } from '../../commands/edge/texts.js';
import type { Command, CommandClass, CommandEnvelope } from '../../domain/kernel/command.js';
import { objectSchema } from '../../domain/kernel/fields.js';
import { RowRejection } from '../values/rejection.js';
import { COMMAND_CATALOG } from './command-catalog.js';

export type Envelope = Required<Pick<CommandEnvelope, 'commandId' | 'occurredAt' | 'actor' | 'importedFrom'>>;

/** Lax only about our own keywords (`x-…`) and about times, which are written by us. */
const ajv = new Ajv({ strict: false, formats: { 'date-time': true } });
const validators = new Map<string, ValidateFunction>();

/** Makes the command, checked against its declaration as at every edge. Throws RowRejection INVALID_INPUT naming the field. */
export function buildCommand(name: string, values: Readonly<Record<string, unknown>>, envelope: Envelope): Command {
  const declared = COMMAND_CATALOG.get(name) as CommandClass;
  const given: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) if (value !== undefined) given[field] = value;
  const validate = validatorOf(declared);
  if (!validate(given)) {
    const [error] = validate.errors ?? [];
    const place = error?.instancePath.slice(1).replaceAll('/', '.');
    throw new RowRejection('INVALID_INPUT', `${name}${place ? `.${place}` : ''} ${error?.message ?? 'is wrong'}`);
  }
  try {
    requirePlausible({ ...given, occurredAt: envelope.occurredAt }, schemaOf(declared));
  } catch (error) {
    if (isRapportError(error)) throw new RowRejection('INVALID_INPUT', `${name}: ${error.message}`);
    throw error;
  }
  // White space and the like stay as they were: history is recorded, not judged.
  const flaw = flawedText(given, [storable]);
  if (flaw) throw new RowRejection('INVALID_INPUT', `${name}.${flaw.field} ${flaw.what}`);
  return new declared({ ...given, ...envelope });
}

function validatorOf(declared: CommandClass): ValidateFunction {
  const known = validators.get(declared.name);
  if (known !== undefined) return known;
  const compiled = ajv.compile(objectSchema(declared.definition.fields));
  validators.set(declared.name, compiled);
  return compiled;
}
