import { Ajv2020 } from 'ajv/dist/2020.js';
import { EVENT_TYPES } from '../../src/domain/aggregates.js';
import type { DomainEvent } from '../../src/domain/kernel/event.js';

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ajv = new Ajv2020({
  strict: false,
  formats: { 'date-time': (text: string) => UTC.test(text) && !Number.isNaN(Date.parse(text)) },
});
const validators = new Map(EVENT_TYPES.map(({ type, schema }) => [type, ajv.compile(schema)]));

/** Validates an event, as it would be stored, against its declared schema. Returns the fault, or null when it is valid. */
export function schemaFault({ type, data }: DomainEvent): string | null {
  const validate = validators.get(type);
  if (!validate) return `${type} is not declared`;
  return validate(JSON.parse(JSON.stringify(data))) ? null : `${type}: ${ajv.errorsText(validate.errors)}`;
}
