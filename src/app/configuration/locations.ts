import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedLocation, EventLogLocation, ViewStoreLocation } from './configuration.js';

/** What is allowed in words, for the refusal of a value that is not. Never repeats the value: it may carry a password. */
export class NotAllowed {
  constructor(readonly allowed: string) {}
}

/** Without path or query the driver's own parser decides; with spaces or without a host it is a slip that we can name better. */
const EVENTSTOREDB = /^(esdb|kurrentdb)(\+discover)?:\/\/[^\s/?#]+\S*$/;
const MONGODB = /^mongodb(\+srv)?:\/\/[^\s/?#]+\S*$/;

/** Reads EVENT_LOG. A relative file is meant from `folder`. */
export function eventLogLocation(value: string, folder: string): EventLogLocation | NotAllowed {
  if (EVENTSTOREDB.test(value)) return { engine: 'eventstoredb', url: value };
  return embeddedLocation(value, folder) ?? new NotAllowed('file:<path>, esdb://<host>:2113?tls=false or esdb+discover://<host>');
}

/** Reads VIEW_STORE. A relative file is meant from `folder`. */
export function viewStoreLocation(value: string, folder: string): ViewStoreLocation | NotAllowed {
  if (MONGODB.test(value)) return { engine: 'mongodb', url: value };
  return (
    embeddedLocation(value, folder) ??
    new NotAllowed('file:<path>, mongodb://<host>:27017/<database> or mongodb+srv://<host>/<database>')
  );
}

function embeddedLocation(value: string, folder: string): EmbeddedLocation | undefined {
  if (value.startsWith('file://')) {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    // A host in a file URL is a relative path gone wrong: file://data/events.db.
    return url && url.host === '' && !url.pathname.endsWith('/') ? { engine: 'embedded', file: fileURLToPath(url) } : undefined;
  }
  const path = value.startsWith('file:') ? value.slice('file:'.length) : '';
  return path === '' || path.endsWith('/') || path.startsWith(':')
    ? undefined
    : { engine: 'embedded', file: resolve(folder, path) };
}

/** A location as it may be shown: user and password, and whatever the query may carry, left out. */
export function shownLocation(location: EventLogLocation | ViewStoreLocation): string {
  return location.engine === 'embedded' ? `file:${location.file}` : withoutCredentials(location.url);
}

/** A URL, well-formed or not, without what may be secret in it. */
export const withoutCredentials = (url: string): string => url.replace(/\?.*$/s, '').replace(/\/\/.*@/s, '//');
