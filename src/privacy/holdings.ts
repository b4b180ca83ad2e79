import { START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ReadLog } from './read-log.js';
import type { SubjectText, Identity, TextStore } from './text-store.js';

/** An event that names a person. */
export interface Mention {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  /** In which field: `requesterRef`; `actor` where it is who did it. */
  readonly field: string;
}

/** What is held about a person. */
export interface Holdings {
  /** As events say it. */
  readonly subject: string;
  readonly identity: Identity | null;
  readonly texts: readonly SubjectText[];
  readonly mentions: readonly Mention[];
  /** How often somebody looked at what is theirs. */
  readonly reads: number;
}

/** Finds everything held about a person: for whoever asks what is known of them. Reads the whole log. Throws the signal's reason when it comes. */
export async function findHoldings(
  { texts, reads }: { readonly texts: TextStore; readonly reads: ReadLog },
  log: Pick<LogReader, 'read'>,
  pseudonym: string,
  signal?: AbortSignal,
): Promise<Holdings> {
  const subject = await texts.refInEvents(pseudonym);
  const known = await texts.identity(subject);
  const mentions: Mention[] = [];
  for await (const page of log.read(START)) {
    signal?.throwIfAborted();
    for (const { id: eventId, stream, type, data, metadata } of page) {
      const { occurredAt, actorRef } = metadata;
      const fields = [...fieldsWith(subject, data), ...(actorRef === subject ? ['actor'] : [])];
      for (const field of fields) mentions.push({ stream, eventId, type, occurredAt, field });
    }
  }
  return {
    subject,
    identity: known ? { system: known.system, name: known.name } : null,
    texts: await texts.held(subject),
    mentions,
    reads: await reads.count({ subject }),
  };
}

/** The fields, at whatever depth, that hold exactly this text. */
function fieldsWith(text: string, value: unknown, path = ''): readonly string[] {
  if (value === text) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsWith(text, inner, Array.isArray(value) ? path : path === '' ? name : `${path}.${name}`),
  );
}
