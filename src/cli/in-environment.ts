import { resolve } from 'node:path';
import type { Configuration } from '../app/configuration/configuration.js';
import { VARIABLES } from '../app/configuration/variables.js';

/** A `rapport` command within a sentence. */
const COMMAND =
  /\b(?:npx )?rapport (?=(?:serve|demo|import|projections|parked|audit|keys|roles|holdings|erase|backup|restore|doctor)\b)/g;
/** Query values that may be secret. */
const SECRET = /([?&][^=&]*(?:pass|secret|token|key|properties)[^=&]*=)[^&]*/gi;

/** Quotes a word for a POSIX shell, if needed. */
export const quoted = (word: string): string => (/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/**
 * The environment assignments to prefix to a command so that it uses, and can open, the same stores as this process:
 * `EVENT_LOG=… VIEW_STORE=… `. Settings equal to their default are omitted. Passwords and the master key are masked.
 */
export function environmentOf(configuration: Configuration, folder: string): string {
  const { eventLog, viewStore, organizationId, earliestDate, masterKeyFile, masterKey } = configuration;
  const setting = (variable: { readonly name: string; readonly default: string }, value: string | undefined) =>
    value === undefined || value === variable.default ? [] : [`${variable.name}=${quoted(value)} `];
  const shown = (location: Configuration['eventLog'] | Configuration['viewStore'], byDefault: string) => {
    if (location.engine !== 'embedded')
      return location.url.replace(/\/\/[^/?#]*@/, '//<user>:<password>@').replace(SECRET, '$1…');
    return location.file === resolve(folder, byDefault.slice('file:'.length)) ? byDefault : `file:${location.file}`;
  };
  return [
    ...setting(VARIABLES.eventLog, shown(eventLog, VARIABLES.eventLog.default)),
    ...setting(VARIABLES.viewStore, shown(viewStore, VARIABLES.viewStore.default)),
    ...setting(VARIABLES.organizationId, organizationId),
    ...setting(VARIABLES.earliestDate, earliestDate.slice(0, 10)),
    ...setting(VARIABLES.masterKeyFile, masterKeyFile),
    ...setting(VARIABLES.masterKey, masterKey && '…'),
  ].join('');
}

/** Completes the commands in a sentence (environment and `npx`) so that they can be copied into a shell. */
export const typeable = (sentence: string, configuration: Configuration, folder: string): string =>
  sentence.replace(COMMAND, `${environmentOf(configuration, folder)}npx rapport `);
