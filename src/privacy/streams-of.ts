import { RapportError } from '../domain/kernel/errors.js';
import type { Position } from '../domain/kernel/event.js';
import type { Views } from '../queries/view-reader.js';

const AT_ONCE = 500;

/** The streams of the tickets that a person asked for: what others wrote there is about them as well. */
export async function streamsOf(views: Views, subject: string, minPosition: Position): Promise<readonly string[]> {
  const reader = await views.at({ minPosition });
  if (reader.stale) {
    throw new RapportError(
      'VIEWS_UNAVAILABLE',
      'The views have not taken in the log yet: where somebody is written about is not known',
      {
        remedy: 'The erasure is on record, and is carried out within the hour; or ask for it again.',
      },
    );
  }
  const streams: string[] = [];
  for (let last: { readonly value: string; readonly key: string } | undefined; ;) {
    const found = await reader.find<{ readonly loggedAt: string }>(
      'ticket',
      { where: { requesterRef: subject }, orderBy: 'loggedAt', limit: AT_ONCE, ...(last && { after: last }) },
      false,
    );
    streams.push(...found.map(({ key }) => `ticket-${key}`));
    const end = found.at(-1);
    if (!end || found.length < AT_ONCE) return streams;
    last = { value: end.document.loggedAt, key: end.key };
  }
}
