import { EVENT_TYPES } from '../../domain/aggregates.js';
import { ERROR_CODES } from '../../domain/kernel/errors.js';
import { REASON_CODES } from '../../domain/kernel/reasons.js';
import { asyncApi, eventSchema } from './asyncapi.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** docs/errors.md: every code with its meaning, in the order of the list. */
export function errorsPage(codes: Readonly<Record<string, string>>, reasons: Readonly<Record<string, string>>): string {
  return `# Error codes

Generated from \`src/domain/kernel/errors.ts\` and \`reasons.ts\`: to change this page, change those files and run the contract generator.

GraphQL answers contain the code in \`extensions.code\`, HTTP answers and the shell's \`--json\` in \`error.code\`. With it they contain a
message that names the object concerned and, if there is one, the \`field\` and the \`remedy\`. Codes never change their meaning.

| code | meaning |
| --- | --- |
${rowsOf(codes)}

## Why a field is refused

Refusals with \`INVALID_INPUT\` or \`ILLEGAL_MOVE\` have \`reasons\` (\`extensions.reasons\`, \`error.reasons\`, next to \`code\`) if a code of this list
applies: \`{ field, code, parameters }\`. They name each wrong field (the first twenty) by its path in the input (\`actor.ref\`, \`themes.0\`); the message names only
the first. Parameters are numbers, moments in UTC, or names, ids and values of the API, never texts that were sent.

| code | meaning |
| --- | --- |
${rowsOf(reasons)}
`;
}

const rowsOf = (codes: Readonly<Record<string, string>>) =>
  Object.entries(codes)
    .map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
    .join('\n');

/** The folder that contains only generated event schemas. */
export const EVENT_SCHEMAS = 'schema/events';

/**
 * All published files about events and errors: their content by path from the top level. Derived from the declarations alone.
 */
export function contractFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...EVENT_TYPES.map((eventType) => [`${EVENT_SCHEMAS}/${eventType.type}.json`, json(eventSchema(eventType))] as const),
    ['schema/asyncapi.json', json(asyncApi(EVENT_TYPES))],
    ['schema/errors.json', json(ERROR_CODES)],
    ['docs/errors.md', errorsPage(ERROR_CODES, REASON_CODES)],
  ]);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The committed files under `root` that differ from the declarations, are missing, or describe a removed event type. */
export function contractDrift(root: string): readonly string[] {
  const expected = contractFiles();
  const differing = [...expected].filter(([path, content]) => contentOf(join(root, path)) !== content).map(([path]) => path);
  return [...differing, ...committedSchemas(root).filter((path) => !expected.has(path))];
}

function committedSchemas(root: string): readonly string[] {
  try {
    return readdirSync(join(root, EVENT_SCHEMAS)).map((name) => `${EVENT_SCHEMAS}/${name}`);
  } catch {
    return [];
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
