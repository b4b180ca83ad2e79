import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { Configuration } from '../configuration/configuration.js';

/** The directories whose lock stands for the embedded files in them: each once, and in one order for everybody, lest two wait for each other. */
export function embeddedDirectories({ eventLog, viewStore }: Configuration): readonly string[] {
  const directories = [eventLog, viewStore].flatMap((store) => (store.engine === 'embedded' ? [dirname(store.file)] : []));
  return [...new Set(directories)].sort();
}

/**
 * Tells whether two processes mean the same two stores, without saying which (URLs carry passwords): an owner of the directory that works
 * on other stores must not be handed our command.
 */
export function storesFingerprint({ eventLog, viewStore, organizationId }: Configuration): string {
  return createHash('sha256')
    .update(JSON.stringify([eventLog, viewStore, organizationId]))
    .digest('base64url');
}
