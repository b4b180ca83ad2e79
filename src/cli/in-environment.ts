import { resolve } from 'node:path';
import type { Configuration } from '../app/configuration/configuration.js';
import { VARIABLES } from '../app/configuration/variables.js';

/** A command of ours inside a sentence. */
const COMMAND = /\b(?:npx )?rapport (?=(?:serve|demo|import|projections|parked|audit|backup|restore|doctor)\b)/g;
const PLAIN = /^[\w./:@%+=,-]+$/;
/** Query values that may be secret. */
const SECRET = /([?&][^=&]*(?:pass|secret|token|key|properties)[^=&]*=)[^&]*/gi;

/**
 * What has to stand in front of a command so that it means the stores that this process means: `EVENT_LOG=… VIEW_STORE=… `. Empty where the
 * defaults do. Passwords are left out.
 */
export function environmentOf({ eventLog, viewStore, organizationId }: Configuration, folder: string): string {
  const setting = (variable: { readonly name: string; readonly default: string }, value: string) =>
    value === variable.default ? [] : [`${variable.name}=${PLAIN.test(value) ? value : `'${value}'`} `];
  const shown = (location: Configuration['eventLog'] | Configuration['viewStore'], byDefault: string) => {
    if (location.engine !== 'embedded')
      return location.url.replace(/\/\/[^/?#]*@/, '//<user>:<password>@').replace(SECRET, '$1…');
    return location.file === resolve(folder, byDefault.slice('file:'.length)) ? byDefault : `file:${location.file}`;
  };
  return [
    ...setting(VARIABLES.eventLog, shown(eventLog, VARIABLES.eventLog.default)),
    ...setting(VARIABLES.viewStore, shown(viewStore, VARIABLES.viewStore.default)),
    ...setting(VARIABLES.organizationId, organizationId),
  ].join('');
}

/** A sentence whose commands can be typed as they stand. */
export const typeable = (sentence: string, configuration: Configuration, folder: string): string =>
  sentence.replace(COMMAND, `${environmentOf(configuration, folder)}npx rapport `);
