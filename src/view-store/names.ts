import { RapportError } from '../domain/kernel/errors.js';

const COLLECTION = /^[A-Za-z][A-Za-z0-9_-]{0,99}$/;
const FIELD = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

/**
 * Rejects a collection name that some engine would interpret otherwise (MongoDB: dots, `$`, `system.`; the stores reserve a leading `_`).
 * Every engine checks it, so that a name that works in the embedded store works in production. Errors: INVALID_INPUT.
 */
export function checkCollectionName(name: string): void {
  if (!COLLECTION.test(name))
    throw new RapportError(
      'INVALID_INPUT',
      `"${name}" is not a collection name: letters, digits, _ and -, a letter first, at most 100`,
      {
        field: 'collection',
      },
    );
}

/**
 * Rejects a name that is not a path of plain field names (`status`, `lastTrial.at`), since it becomes part of SQL text and of MongoDB
 * paths. Errors: INVALID_INPUT.
 */
export function checkFieldName(name: string): void {
  if (!FIELD.test(name)) throw new RapportError('INVALID_INPUT', `"${name}" is not a field name`, { field: 'field' });
}
