import type { RecordState } from './record-state.js';
import type { RowDraft } from './row-draft.js';

/** What is odd about a row though it is taken: history is recorded, not judged, and said. */
export const QUIRKS = {
  TIME_BACKWARDS: 'rows are dated before the row they follow; each keeps its own time',
  BEFORE_OPENING: 'rows are dated before their ticket was opened; each keeps its own time',
  MOMENTS_OUT_OF_ORDER: 'rows tell moments that contradict the order of the work; each keeps its own time',
  CHANGED_AFTER_END: 'rows change a closed or cancelled ticket',
} as const;
export type Quirk = keyof typeof QUIRKS;

export function quirksOf(before: RecordState, { row, after, ticket }: RowDraft): Quirk[] {
  const quirks: Quirk[] = [];
  const { previous } = before;
  if (previous !== undefined && row.at < previous.at) quirks.push('TIME_BACKWARDS');
  if (after.openedAt !== undefined && row.at < after.openedAt) quirks.push('BEFORE_OPENING');
  if (ticket.some(({ at }, i) => i > 1 && at < (ticket[i - 1] as { at: string }).at)) quirks.push('MOMENTS_OUT_OF_ORDER');
  if ((before.state === 'CLOSED' || before.state === 'CANCELLED') && ticket.length > 0) quirks.push('CHANGED_AFTER_END');
  return quirks;
}
