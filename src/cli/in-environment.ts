import { resolve } from 'node:path';
import type { Configuration } from '../app/configuration/configuration.js';
import { VARIABLES } from '../app/configuration/variables.js';

/** A command of ours inside a sentence. */
const COMMAND =
  /\b(?:npx )?rapport (?=(?:serve|demo|import|projections|parked|audit|keys|roles|holdings|erase|backup|restore|doctor)\b)/g;
/** Query values that may be secret. */
const SECRET = /([?&][^=&]*(?:pass|secret|token|key|properties)[^=&]*=)[^&]*/gi;

/** A word as a POSIX shell takes it for itself. */
export const quoted = (word: string): string => (/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/**
 * What has to stand in front of a command so that it means the stores that this process means, and can open them: `EVENT_LOG=… VIEW_STORE=… `.
 * Empty where the defaults do. Passwords and the key itself are left out.
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

/** A sentence whose commands can be typed as they stand. */
export const typeable = (sentence: string, configuration: Configuration, folder: string): string =>
  sentence.replace(COMMAND, `${environmentOf(configuration, folder)}npx rapport `);
