import { RapportError } from '../domain/kernel/errors.js';

/** `<category>-<key>`: the category without a dash, so that the first dash ends it, and no `$`, which EventStoreDB keeps for itself. */
const STREAM_NAME = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._-]{1,250}$/;
const CATEGORY = /^[A-Za-z][A-Za-z0-9]*$/;

/** Throws INVALID_INPUT unless the name is one that every engine takes. */
export function checkStreamName(stream: string): void {
  if (STREAM_NAME.test(stream)) return;
  throw new RapportError('INVALID_INPUT', `"${stream}" is not a stream name`, {
    field: 'stream',
    remedy: 'Use <category>-<key>, as in ticket-4711.',
  });
}

/** Throws INVALID_INPUT unless each is a category as `categoryOf` gives it. */
export function checkCategories(categories: readonly string[] | undefined): void {
  const wrong = categories?.find((category) => !CATEGORY.test(category));
  if (wrong === undefined) return;
  throw new RapportError('INVALID_INPUT', `"${wrong}" is not a category`, {
    field: 'categories',
    remedy: 'Use the part of the stream names before the dash.',
  });
}

/** `ticket` of `ticket-4711`. */
export const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));
