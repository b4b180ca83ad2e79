import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { parseDocument } from 'yaml';
import { RapportError } from '../../domain/kernel/errors.js';
import { checkMapping } from './check-mapping.js';
import { invalidMapping, unknownName, nearest } from './invalid-mapping.js';
import type { Mapping } from './mapping.js';
import { MAPPING_SCHEMA } from './schema.js';

let compiled: ValidateFunction | undefined;
/** Compiled on first use: compilation takes a fifth of a second, and most runs of the program read no mapping. */
const shapeCheck = (): ValidateFunction =>
  (compiled ??= new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(MAPPING_SCHEMA));

/**
 * Loads a shipped mapping by name, or your own by the path of its YAML or JSON file.
 * @throws RapportError INVALID_MAPPING, `field` naming the place, when it does not exist, is not YAML, or a part of it is
 * wrong
 */
export async function loadMapping(nameOrPath: string): Promise<Mapping> {
  const isPath = /[/\\]|\.(ya?ml|json)$/i.test(nameOrPath);
  return isPath ? readMapping(nameOrPath) : loadShippedMapping(nameOrPath);
}

/** Loads a shipped mapping. @throws RapportError INVALID_MAPPING where none has that name */
export async function loadShippedMapping(name: string): Promise<Mapping> {
  const names = await shippedMappings();
  if (!names.includes(name)) throw unknownName('mapping', 'shipped mapping', name, names);
  return readMapping(path.join(await shippedFolder(), `${name}.yaml`));
}

async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new RapportError('INVALID_MAPPING', `The mapping ${file} cannot be read: ${cause.message}`, {
      field: 'mapping',
      remedy: 'Check the path and that the file is readable; a shipped mapping is named without path and extension.',
      cause,
    });
  });
  return parseMapping(text);
}

/** The names of the shipped mappings. */
export async function shippedMappings(): Promise<readonly string[]> {
  const files = await readdir(await shippedFolder());
  return files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length));
}

/** All shipped mappings, by name. */
export function loadShippedMappings(): Promise<readonly Mapping[]> {
  return (shipped ??= shippedMappings().then((names) => Promise.all(names.map(loadShippedMapping))));
}
/** Cached for the life of the process: the files ship with the program, and reading and checking them takes most of a second. */
let shipped: ReturnType<typeof loadShippedMappings> | undefined;

/** Parses and checks a mapping's text. Throws INVALID_MAPPING. */
export function parseMapping(text: string): Mapping {
  const document = parseDocument(text.normalize('NFC'), { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) throw invalidMapping('', `it is not YAML: ${broken.message}`, 'Correct the YAML at that line.');
  const given: unknown = document.toJS();
  const hasShape = shapeCheck();
  if (!hasShape(given)) throw shapeError(hasShape.errors ?? []);
  // Benchmarks and survey responses have no registers of their own: benchmarks concern none of our teams and departments, and
  // answers those of their survey.
  const mapping = { registers: { departments: {} }, ...(given as Partial<Mapping>) } as Mapping;
  checkMapping(mapping);
  return mapping;
}

/** Reports the deepest error, as the most specific: shallow ones concern alternatives that were not meant. */
function shapeError(errors: readonly ErrorObject[]): RapportError {
  const depth = ({ instancePath, keyword }: ErrorObject) =>
    instancePath.split('/').length * 2 + (keyword === 'additionalProperties' ? 1 : 0);
  const [worst] = [...errors].filter(({ keyword }) => keyword !== 'anyOf').sort((a, b) => depth(b) - depth(a));
  const error = worst ?? (errors[0] as ErrorObject);
  const place = placeOf(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params['additionalProperty']);
    const names = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? propertiesAt(error.schemaPath));
    const near = nearest(name, names);
    const field = place === '' ? name : `${place}.${name}`;
    return invalidMapping(field, `there is no such part${near === undefined ? '' : `; did you mean "${near}"?`}`);
  }
  if (error.keyword === 'required') {
    const name = String(error.params['missingProperty']);
    return invalidMapping(place === '' ? name : `${place}.${name}`, 'this part is required');
  }
  const { allowedValues, allowedValue } = error.params as { allowedValues?: unknown[]; allowedValue?: unknown };
  const options = allowedValues ?? (allowedValue === undefined ? [] : [allowedValue]);
  const allowed = options.length === 0 ? '' : `: ${options.join(', ')}`;
  return invalidMapping(place, `${error.message ?? 'is wrong'}${allowed}`);
}

function propertiesAt(schemaPath: string): object {
  let at: unknown = MAPPING_SCHEMA;
  for (const key of schemaPath.split('/').slice(1, -1))
    at = (at as Record<string, unknown> | undefined)?.[decodeURIComponent(key)];
  return ((at as Record<string, unknown> | undefined)?.['properties'] as object | undefined) ?? {};
}

/** `/changes/0/fields` as `changes[0].fields`. */
const placeOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, part) => (/^\d+$/.test(part) ? `${place}[${part}]` : place === '' ? part : `${place}.${part}`), '');

/** `mappings/` of the package, whether this runs from the sources or from dist/. */
async function shippedFolder(): Promise<string> {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = path.join(folder, 'mappings');
    const found = await readdir(candidate).catch(() => undefined);
    if (found?.some((file) => file.endsWith('.yaml')) === true) return candidate;
    const parent = path.dirname(folder);
    if (parent === folder) throw new RapportError('INTERNAL', 'The folder of the shipped mappings is missing');
    folder = parent;
  }
}
