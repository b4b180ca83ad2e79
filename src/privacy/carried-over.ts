import { START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import { unkeyedIn } from './pseudonyms.js';
import type { TextStore } from './text-store.js';

const NOTE = 'unkeyed pseudonyms';

/**
 * The unkeyed pseudonyms that events have, from before they were keyed. Looked for once in the whole log, when they are first needed: nobody makes
 * new ones.
 */
export async function carriedOver(texts: TextStore, log: Pick<LogReader, 'read'>): Promise<ReadonlySet<string>> {
  const noted = await texts.note(NOTE);
  if (noted !== undefined) return new Set(noted === '' ? [] : noted.split(' '));
  const found = new Set<string>();
  for await (const page of log.read(START))
    for (const { data, metadata } of page)
      for (const ref of [...unkeyedIn(data), ...unkeyedIn(metadata.actorRef)]) found.add(ref);
  await texts.setNote(NOTE, [...found].join(' '));
  return found;
}
