import { EVENT_TYPES } from '../../domain/aggregates.js';
import { ERROR_CODES } from '../../domain/kernel/errors.js';
import { asyncApi } from './asyncapi.js';
import { errorsPage } from './errors-page.js';
import { eventSchema } from './published-schema.js';

/** The folder that holds nothing but generated event schemas. */
export const EVENT_SCHEMAS = 'schema/events';

/** Everything published about events and errors, as path from the top level and content. Follows from the declarations alone. */
export function contractFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...EVENT_TYPES.map((eventType) => [`${EVENT_SCHEMAS}/${eventType.type}.json`, json(eventSchema(eventType))] as const),
    ['schema/asyncapi.json', json(asyncApi(EVENT_TYPES))],
    ['schema/errors.json', json(ERROR_CODES)],
    ['docs/errors.md', errorsPage(ERROR_CODES)],
  ]);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
