import { resolve } from 'node:path';
import type { CommandIo } from '../../app/owner/command-io.js';

/** The options of `rapport import`. */
export interface ImportOptions {
  readonly mapping?: string;
  readonly join?: Readonly<Record<string, string>>;
  readonly infer?: boolean;
  readonly out?: string;
  readonly explain?: number;
  readonly zone?: string;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/**
 * The mapping's name, or its file resolved against the caller's folder. Always given, except with --infer, which does not use
 * it.
 */
export function mappingOf({ mapping = '' }: ImportOptions, io: CommandIo): string {
  return isFile(mapping) ? resolve(io.cwd, mapping) : mapping;
}

/** The name of a shipped mapping has neither a slash nor an extension. */
const isFile = (mapping: string) => /[/\\]|\.(ya?ml|json)$/i.test(mapping);

/** The files of the joined tables, resolved against the caller's folder. */
export const joinsOf = ({ join = {} }: ImportOptions, io: CommandIo): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(join).map(([name, file]) => [name, resolve(io.cwd, file)]));
