import type { AnswersDocument } from '../../../projections/answers/document.js';
import type { ViewReader } from '../view-reader.js';

/** Clocks of several machines, and views that are written one after the other, are this close to each other. */
const LEEWAY = 3_600_000;

/**
 * Up to when the answers that were told in time are all in the views, as the views themselves say: an answer recorded an hour later is in them.
 * A quarter that was over by the clock only may still gain one, and then two numbers of it would differ by what one person said.
 * @returns the moment asked about, or that one where it is earlier
 */
export async function settled(reader: ViewReader, asOf: string): Promise<string> {
  const latest = { orderBy: 'recordedAt', descending: true, limit: 1 };
  const [last] = await reader.find<AnswersDocument>('answers', latest);
  if (!last) return asOf;
  const known = new Date(Date.parse(last.document.recordedAt) - LEEWAY).toISOString();
  return known < asOf ? known : asOf;
}
