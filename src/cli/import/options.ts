import { resolve } from 'node:path';
import type { CommandIo } from '../../app/owner/command-io.js';

/** What `rapport import` may be told. */
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

/** Where a file is named, as seen from the caller's folder. Only --infer goes without, and does not ask. */
export function mappingOf({ mapping = '' }: ImportOptions, io: CommandIo): string {
  return isFile(mapping) ? resolve(io.cwd, mapping) : mapping;
}

/** A mapping's name has neither a slash nor an ending. */
const isFile = (mapping: string) => /[/\\]|\.(ya?ml|json)$/i.test(mapping);

/** Where joined tables lie, as seen from the caller's folder. */
export const joinsOf = ({ join = {} }: ImportOptions, io: CommandIo): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(join).map(([name, file]) => [name, resolve(io.cwd, file)]));
